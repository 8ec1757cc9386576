import { LRUCache } from 'lru-cache';
import { AppError } from '../errors';
import type { ReadingLimits } from './limits';

/**
 * The requester of a reading: a signed-in person, or the network address of somebody who is not signed in. `work` is a
 * signed-in person's list that was read before and is planned now.
 */
export type Owner = { kind: 'person' | 'address' | 'work'; key: string };

type QueueLimits = Pick<
  ReadingLimits,
  | 'placesPerPerson'
  | 'placesPerAddress'
  | 'placesOfStrangers'
  | 'places'
  | 'placesOfWork'
  | 'allowance'
  | 'allowanceWindow'
>;

/** More owners than ever read within a window; the least recently seen are forgotten first. */
const MAX_OWNERS = 10_000;

/**
 * The files that wait for a worker or are being read. `enter` takes a place and `leave` returns it. The owner who has used
 * the least processor time goes first, so that one person's heavy files never delay another's.
 */
export class ReadingQueue<Job extends { owner: Owner }> {
  private readonly waiting: Job[] = [];
  private readonly taken = new Map<string, number>();
  private strangers = 0;
  private total = 0;
  private readonly used: LRUCache<string, number>;

  constructor(private readonly limits: QueueLimits) {
    // The window begins with the first file: later ones do not extend it.
    this.used = new LRUCache({ max: MAX_OWNERS, ttl: limits.allowanceWindow, noUpdateTTL: true });
  }

  /** @throws AppError `too_many` when this owner has no place left, `unavailable` when nobody has */
  enter(job: Job): void {
    const { kind, key } = job.owner;
    const places = this.taken.get(key) ?? 0;
    if (kind === 'work') {
      if (places >= this.limits.placesOfWork) throw new AppError('too_many', TOO_MUCH_AT_ONCE);
    } else {
      if (places >= (kind === 'person' ? this.limits.placesPerPerson : this.limits.placesPerAddress)) {
        throw new AppError('too_many', TOO_MANY_AT_ONCE);
      }
      if (this.usedBy(job.owner) >= this.limits.allowance) throw new AppError('too_many', ALLOWANCE_USED);
      if (this.total >= this.limits.places || (kind === 'address' && this.strangers >= this.limits.placesOfStrangers)) {
        throw new AppError('unavailable', ALL_PLACES_TAKEN);
      }
      this.total++;
      if (kind === 'address') this.strangers++;
    }
    this.taken.set(key, places + 1);
    this.waiting.push(job);
  }

  /** Takes the next file out of the queue; its place stays taken. */
  next(): Job | null {
    let first = 0;
    for (let at = 1; at < this.waiting.length; at++) {
      if (this.usedBy(this.waiting[at]!.owner) < this.usedBy(this.waiting[first]!.owner)) first = at;
    }
    return this.waiting.splice(first, 1)[0] ?? null;
  }

  /** Removes a file that is no longer wanted from the queue; returns false when it is not in it. */
  remove(job: Job): boolean {
    const at = this.waiting.indexOf(job);
    if (at >= 0) this.waiting.splice(at, 1);
    return at >= 0;
  }

  /** Returns the place, and counts the processor time that the file took, in milliseconds. */
  leave({ owner: { kind, key } }: Job, cpu: number): void {
    const places = this.taken.get(key)! - 1;
    if (places > 0) this.taken.set(key, places);
    else this.taken.delete(key);
    if (kind !== 'work') this.total--;
    if (kind === 'address') this.strangers--;
    this.used.set(key, (this.used.get(key) ?? 0) + cpu);
  }

  private usedBy({ key }: Owner): number {
    return this.used.get(key) ?? 0;
  }
}

const TOO_MANY_AT_ONCE = 'Several of your files are being read right now. Wait until they finish, then try again.';
const TOO_MUCH_AT_ONCE = 'Several of your lists are being worked on right now. Wait until they finish, then try again.';
const ALLOWANCE_USED = 'Your files took too long to read. Wait 15 minutes, then try again.';
export const ALL_PLACES_TAKEN = 'Many files are being read right now. Try again in a minute.';
