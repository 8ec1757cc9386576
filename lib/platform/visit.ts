import type { Database } from '@/db/client';
import type { Actor, Person } from '@/lib/access/actor';
import type { SignedIn } from '@/lib/access/session';
import type { Clock } from './clock';

/** What every use case gets, whoever calls it. */
export type Visit = {
  db: Database;
  clock: Clock;
  requestId: string;
  /** The client's address, as far as it can be trusted. */
  address: string;
  /** The browser's description of itself; shown in the list of where a person is signed in, never trusted. */
  userAgent?: string;
  /** An open page refreshes itself, which does not count as activity of its person. */
  unattended?: boolean;
  /** The token of the browser's device cookie, for signing in and password resets (lib/users/devices). */
  device?: string;
};

/** A visit of a known actor: a signed-in person, unless the use case names another kind. */
export type Context<A extends Actor = Person> = Visit & { actor: A };

/** A visit of a signed-in person, with the sign-in through which they act. */
export type SignedInContext = Visit & SignedIn;
