import { containsQuery, databaseFault } from '../../db/errors';
import { closeAll } from '../../lib/platform/shutdown';
import type { Children } from './children';
import { isRunning, type launchers } from './processes';
import { endOnSignals, Shutdown } from './shutdown';
import { errorCode, StartError, whyNotWritable } from './start-errors';

/** What a command passes to each of its parts. */
export type Command = {
  shutdown: Shutdown;
  say: (line: string) => void;
  /** Ends the command with exit code 1 and prints the reason. */
  fail: (error: unknown) => void;
};

/**
 * Runs a command of the product until a signal ends it; any fatal error becomes one sentence and exit code 1.
 * @param work resolves once the command is running
 */
export async function runCommand(work: (command: Command) => Promise<void>): Promise<void> {
  const say = (line: string) => console.log(line);
  // A closed terminal must not prevent the rest from ending.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const shutdown = new Shutdown((name, error) => console.error(`The ${name} did not end cleanly:`, reasonOf(error)));
  endOnSignals(shutdown, say, (code) => process.exit(code));

  const fail = async (error: unknown) => {
    if (shutdown.begun) return;
    const ended = shutdown.all();
    console.error(`\n${sentenceFor(error)}`);
    await ended;
    process.exit(1);
  };
  process.on('uncaughtException', (error) => void fail(error));
  process.on('unhandledRejection', (reason) => console.error('A promise was rejected:', reasonOf(reason)));
  try {
    await work({ shutdown, say, fail: (error) => void fail(error) });
  } catch (error) {
    await fail(error);
  }
}

/** Runs a command that ends on its own, with exit code 0 when its work is done. */
export function runToTheEnd(work: (command: Command) => Promise<void>): Promise<void> {
  return runCommand(async (command) => {
    await work(command);
    if (command.shutdown.begun) return;
    await command.shutdown.all();
    process.exit(0);
  });
}

/** Ends the pool, browser and jobs together with the command. */
export function endShared(shutdown: Shutdown): void {
  shutdown.add('pool and browser', () =>
    closeAll((name, error) => console.error(`The ${name} did not end:`, reasonOf(error))),
  );
}

/** Ends helper programs together with the command; `aborted` notifies the work that waits for them. */
export function endHelpers(shutdown: Shutdown, children: Children, aborted: AbortController): void {
  shutdown.add(
    'helper programs',
    () => {
      aborted.abort();
      return children.end();
    },
    () => children.force(),
  );
}

/** Ends the command when npm was killed in a way that it could not pass on (kill -9). */
export function endWith(launchedBy: ReturnType<typeof launchers>): void {
  if (launchedBy.length === 0) return;
  const watch = setInterval(() => {
    if (launchedBy.every(isRunning)) return;
    clearInterval(watch);
    process.emit('SIGTERM');
  }, 1_000).unref();
}

/** Describes an error without what people typed: a query's message and its parameters are left out. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const places = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const message = containsQuery(error) ? '' : error.message;
  return [`${error.name} ${'code' in error ? String(error.code) : ''} ${message}`.trim(), ...places.slice(0, 8)].join(
    '\n',
  );
}

function sentenceFor(error: unknown): string {
  if (error instanceof StartError) return error.sentence;
  const fault = databaseFault(error);
  if (fault?.kind === 'unavailable') {
    return `The database was lost in the middle of the start (${fault.code}). Nothing half-done was kept; start again.`;
  }
  return (
    (errorCode(error) === 'ENOENT' ? null : whyNotWritable(error, 'the data folder')) ??
    `PDUPS had to stop because of an unexpected error. Report these lines:\n${reasonOf(error)}`
  );
}
