import type { Transaction } from '@/db/client';
import type { Job, Person } from '@/lib/access/actor';
import type { Context } from '@/lib/platform/visit';

/** A finished person of the run, with a sentence that says why nothing could be done, or null. */
export type Done = { attendeeId: number; problem: string | null };

/** The context of a batch, which runs as a job for the person who began or resumed the run. */
export type RunContext = Context<Job<Person>>;

/**
 * Processes some people of a run, in transactions of its own. It calls `markDone` in the transaction that does
 * something for them, so that a run that stops in the middle, or runs on two servers at once, does nothing twice.
 * @returns the finished people who were not marked yet
 */
export type Batch = (
  ctx: RunContext,
  work: {
    eventId: number;
    attendeeIds: number[];
    /** Why it is done, for the kinds of runs that need a reason. */
    reason: string | null;
    /** Whether the holders of reissued or revoked certificates get an email. */
    mailHolders: boolean;
    markDone: (tx: Transaction, people: Done[]) => Promise<void>;
  },
) => Promise<Done[]>;

/** Thrown when somebody paused or canceled the run during a batch, so that the batch is rolled back. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
}
