/** A job that failed and is to be retried. Its message goes into the queue and the log: no personal data. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
}
