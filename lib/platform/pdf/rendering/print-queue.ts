import { type Actor, userIdOf } from '@/lib/access/actor';
import { AppError, isAppError } from '../../errors';
import { FairQueue, QueueFull, type QueueLimits } from '../../fair-queue';
import { networkOf } from '../../network';
import type { Visit } from '../../visit';

/** The requester of a print. */
export type PrintVisit = Pick<Visit, 'address'> & { actor?: Actor };

export type PrintJob = {
  visit: PrintVisit;
  /** Certificates are printed before sheets (a sign-in sheet, a poster). */
  kind: 'certificate' | 'sheet';
};

const LIMITS: QueueLimits = {
  // More than the number of cores only makes each print slower.
  running: 3,
  // Takes two seconds on a quiet machine, and is more than a person opens manually.
  waitingPerRequester: 30,
  // Beyond this, the answer is "try again" at once, rather than a print after minutes.
  waiting: 120,
};

const RETRY_AFTER_SECONDS = 10;

const OWN_FULL =
  'Many of your documents are already waiting to be printed. Wait until they finish, then print this one again.';
const ADDRESS_FULL =
  'Many documents are already being printed for your network. Wait a minute, then print this one again.';
const ALL_FULL = 'Many documents are being printed right now. Try again in a minute.';

/** Queues the prints of all people in a fair order. */
export class PrintQueue {
  private readonly queue = new FairQueue(LIMITS);

  /** True while nobody who has prints waiting can add another one. */
  get full(): boolean {
    return this.queue.full;
  }

  /**
   * Prints when it is this visit's turn.
   * @throws AppError `too_many` when the visitor has too many waiting, `unavailable` when everybody together does
   */
  async print<T>({ visit, kind }: PrintJob, work: () => Promise<T>): Promise<T> {
    const requester = requesterOf(visit);
    try {
      return await this.queue.run({ requester, urgent: kind === 'certificate' }, work);
    } catch (error) {
      if (!(error instanceof QueueFull)) throw error;
      const options = { cause: error, retryAfter: RETRY_AFTER_SECONDS };
      if (error.of === 'all') throw new AppError('unavailable', ALL_FULL, options);
      throw new AppError('too_many', requester.startsWith('person:') ? OWN_FULL : ADDRESS_FULL, options);
    }
  }
}

/** Returns true when a print was refused because the queue was full, although another visit may still have room. */
export function isPrintPlaceRefused(error: unknown): boolean {
  return isAppError(error) && error.cause instanceof Error && error.cause.name === 'QueueFull';
}

/**
 * Returns whom a print counts for: the person who is signed in or whom a job works for, or otherwise the address. People
 * behind one address count separately once they have signed in.
 */
export function requesterOf(visit: PrintVisit): string {
  const userId = visit.actor ? userIdOf(visit.actor) : null;
  return userId === null ? `address:${networkOf(visit.address)}` : `person:${userId}`;
}
