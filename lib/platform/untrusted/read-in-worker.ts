import { availableParallelism } from 'node:os';
import { outOfTurn } from '../forms/upload-turn';
import { networkOf } from '../network';
import { sharedInProcess } from '../shared';
import { onShutdown } from '../shutdown';
import type { Context, Visit } from '../visit';
import { readingLimits } from './limits';
import { ReaderPool } from './reader-pool';
import type { Reading } from './reading';
import type { Owner } from './reading-queue';

const pool = () =>
  sharedInProcess('file readers', () => {
    const readers = new ReaderPool(readingLimits(availableParallelism()));
    onShutdown('file readers', () => readers.close());
    return readers;
  });

/**
 * Runs a reading in a worker thread for this visit's person or address: the only way to read files that others made.
 * @throws AppError whatever the reading throws; `invalid` when the file takes too long or too much memory; `too_many` or
 * `unavailable` when there is no place for it
 */
export function readInWorker<Input, Output>(
  reading: Reading<Input, Output>,
  input: Input,
  visit: Visit | Context,
): Promise<Output> {
  return outOfTurn(() => pool().read(reading, input, ownerOf(visit)));
}

/**
 * Runs heavy work on a list that was read before in a worker thread, so that the server's own thread goes on serving
 * others. It has no allowance, because its size is bounded, and does not take the places of files.
 * @throws AppError whatever the work throws; `invalid` when it takes too long or too much memory; `too_many` or
 * `unavailable` when there is no place for it
 */
export function workInWorker<Input, Output>(work: Reading<Input, Output>, input: Input, ctx: Context): Promise<Output> {
  return outOfTurn(() => pool().read(work, input, { kind: 'work', key: `work:${ctx.actor.userId}` }));
}

/** Starts the workers, so that the first file does not wait for them. */
export function warmReaders(): void {
  pool().warm();
}

function ownerOf(visit: Visit | Context): Owner {
  return 'actor' in visit
    ? { kind: 'person', key: `person:${visit.actor.userId}` }
    : { kind: 'address', key: `address:${networkOf(visit.address)}` };
}
