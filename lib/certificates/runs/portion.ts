import type { Transaction } from '@/db/client';
import type { Context } from '@/lib/platform/visit';

/** A person on the list who is done with, with the sentence that says why nothing could be done, or null. */
export type Ticked = { attendeeId: number; problem: string | null };

/**
 * What a portion does, in transactions of its own. It calls `tick` in the transaction that does something for people,
 * so that a run that is stopped in the middle, or done by two servers at once, does nothing twice.
 * @returns who is done with and was not ticked off
 */
export type Portion = (
  ctx: Context,
  work: { eventId: number; attendeeIds: number[]; tick: (tx: Transaction, people: Ticked[]) => Promise<void> },
) => Promise<Ticked[]>;

/** Somebody paused or cancelled the run while a portion of it was done: what that portion did is taken back. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
}
