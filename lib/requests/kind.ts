import type { Queryable, Transaction } from '@/db/client';
import type { RequestRow } from '@/db/queries/requests';
import type { ProviderEvent } from '@/lib/events/event';
import type { Context } from '@/lib/platform/visit';
import type { CertificateChange } from './rules';

/** The part of a request that its kind reads. */
export type Asked = Pick<
  RequestRow,
  'id' | 'providerId' | 'eventId' | 'reason' | 'asked' | 'basis' | 'basisVersion' | 'askedBy' | 'askedAt' | 'requestKey'
>;

/** A field as it was when the provider asked, as it is now, and as the provider wants it. */
export type ThreeWay = { field: string; was: string | null; now: string | null; asked: string | null };

/** Somebody who already has a sign-in with the email address that access is asked for. */
export type KnownPerson = { name: string; username: string; providers: string[]; disabled: boolean; staff: boolean };

export type RequestView = {
  /** The event that the request is about, or null. */
  event: ProviderEvent | null;
  /** What the reviewer's form sends back to say what they saw. */
  saw: string;
  /** What would change; empty for a kind that changes no fields. */
  fields: ThreeWay[];
  /** Whether the record has changed since the provider asked. */
  moved: boolean;
  /** For new information: whether it changes what certificates show. */
  isPrinted?: boolean;
  /** For a request for access, what only staff see: who has that email address, and the username that is proposed. */
  signIn?: { known: KnownPerson[]; username: string };
};

/** The context in which a kind reads. */
export type Viewing = Context & { db: Queryable };

/** The request, and what the reviewer saw of the record. */
export type Seen = Asked & { saw: string };

/** What the reviewer decides besides approving, for the kinds that ask for it. */
export type Choices = {
  /** The username of the person who gets access. */
  username?: string | undefined;
  /** What becomes of certificates that were issued before a correction or a cancellation. */
  certificates?: 'leave' | CertificateChange | undefined;
  /** Certificates without a signature may go out. */
  unsigned?: boolean;
};

/** What the person who asked reads about it in place of the words of the kind. */
export type Applied = { last: string };

/**
 * `moved` means that the record is no longer what the reviewer saw. `apply` makes the change in the transaction that
 * approves the request.
 */
export type Prepared = 'moved' | { apply: (request: Asked, choices: Choices) => Promise<Applied | undefined> };

/**
 * A kind of request. Everything else is the same for all of them: asking, assigning, declining, withdrawing and
 * notifying.
 */
export type Kind = {
  /** Returns what the reviewer and the provider see. */
  view: (ctx: Viewing, request: Asked) => Promise<RequestView>;
  /**
   * Locks what an approval changes, always before the request itself: the roster, if needed, then the event.
   * @throws AppError `not_found`, or `invalid` when the change is no longer possible
   */
  prepare: (tx: Transaction, ctx: Context, seen: Seen) => Promise<Prepared>;
};

/** Returns the event of a request that is about one, as the database requires of its kind. */
export function eventIdOf({ id, eventId }: Pick<Asked, 'id' | 'eventId'>): number {
  if (eventId === null) throw new Error(`request ${id} is about no event`);
  return eventId;
}
