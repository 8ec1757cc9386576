import { AppError } from './errors';
import { sharedInProcess } from './shared';

/** After this long, people are asked to try again. */
const MAX_WAIT_MS = 15_000;

/** The end of the last work of each key. */
const lines = sharedInProcess('turns', () => new Map<string, Promise<void>>());

/**
 * Does the work when the work with the same key that came before it in this process has ended. Transactions that would wait for
 * one row take turns before they take a connection, so that a crowd that asks for the same record leaves connections for others.
 * @throws AppError `unavailable` when its turn does not come in time
 */
export async function inTurn<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  const before = lines.get(key);
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const mine = Promise.all([before, ended]).then(() => {});
  lines.set(key, mine);
  try {
    if (before) await withinWait(before);
    return await work();
  } finally {
    end();
    if (lines.get(key) === mine) lines.delete(key);
  }
}

async function withinWait(before: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    const refusal = 'Many people are asking for this at the same time. Nothing was saved. Try again in a minute.';
    timer = setTimeout(() => reject(new AppError('unavailable', refusal)), MAX_WAIT_MS);
  });
  try {
    await Promise.race([before, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
