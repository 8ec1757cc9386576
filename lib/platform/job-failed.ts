/** A job that failed and is to be retried. Its message goes into the queue and the log: no personal data. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
  /** Whether other jobs of its queue would fail now, too, because what they all need is away. */
  readonly othersToo: boolean;

  constructor(message: string, { othersToo = false }: { othersToo?: boolean } = {}) {
    super(message);
    this.othersToo = othersToo;
  }
}
