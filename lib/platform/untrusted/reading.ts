declare const signature: unique symbol;

/** A function that reads what others made, identified by the module that exports it. It runs only in a worker thread. */
export type Reading<Input, Output> = {
  /** Relative to the root of the project, such as `lib/attendees/import/read-list.ts`. */
  readonly module: string;
  readonly name: string;
  readonly [signature]?: (input: Input) => Output;
};

/**
 * Identifies a function for `readInWorker`. Only the worker imports its module, which needs no database, no settings and no
 * framework; its input and output can be cloned. It may throw an AppError.
 */
export function defineReading<Read extends (input: never) => unknown>(
  module: string,
  name: string,
): Reading<Parameters<Read>[0], Awaited<ReturnType<Read>>> {
  return { module, name };
}

/** What the worker receives, and what it answers. */
export type ReadingOrder = { url: string; name: string; input: unknown };
export type ReadingAnswer = {
  /** Processor time of the worker's thread, in milliseconds. */
  cpu: number;
  /** The current memory of the worker's JavaScript, in MB. */
  memory: number;
} & ({ value: unknown } | { refused: { code: string; sentence: string } } | { failed: string });
