/** A job that did not succeed and is to be tried again. Its message goes into the queue and the log: no personal data. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
}
