/** Limits on reading files that others made. docs/decisions/untrusted-files.md has the reasons. */
export type ReadingLimits = {
  /** The number of worker threads that read at the same time. */
  workers: number;
  /** How long one file may take in a worker, in milliseconds, without the time that it waits. */
  timeLimit: number;
  /** How long a file may wait for a worker, in milliseconds. */
  waitLimit: number;
  /** How many files of one signed-in person may wait or be read at a time. */
  placesPerPerson: number;
  /** How many files of one network address may wait or be read at a time, for people who are not signed in. */
  placesPerAddress: number;
  /**
   * How many files of all people who are not signed in may wait or be read at a time; the other places are for people who
   * are.
   */
  placesOfStrangers: number;
  places: number;
  /** How many lists of one person may wait or be planned at a time; they were read before, so their size is known. */
  placesOfWork: number;
  /** Processor time that one person or address may use within the window, in milliseconds. */
  allowance: number;
  /** In milliseconds. */
  allowanceWindow: number;
  /** JavaScript memory of a worker, in MB. Beyond it the worker ends, and nothing else does. */
  memoryLimit: number;
  /** A worker that has grown beyond this, in MB, is replaced after its file, to free the memory. */
  memoryKept: number;
  /** A worker that has read a file and then been idle for this long, in milliseconds, is replaced for the same reason. */
  idleLimit: number;
};

export function readingLimits(processors: number): ReadingLimits {
  return {
    workers: processors > 2 ? 2 : 1,
    timeLimit: 15_000,
    waitLimit: 30_000,
    placesPerPerson: 3,
    placesPerAddress: 6,
    placesOfStrangers: 16,
    places: 32,
    placesOfWork: 16,
    allowance: 30_000,
    allowanceWindow: 15 * 60_000,
    memoryLimit: 256,
    memoryKept: 96,
    idleLimit: 10_000,
  };
}
