import type { Database } from '@/db/client';
import type { Clock } from './clock';

/** What every use case gets, whoever asks. */
export type Visit = {
  db: Database;
  clock: Clock;
  requestId: string;
  /** The client's address, as far as it can be trusted. */
  address: string;
  /** What the browser says of itself; shown under "where I am signed in", never believed. */
  userAgent?: string;
};

/** For whom a signed-in person acts. Read from the database at each request, never from the cookie. */
export type Actor = {
  userId: number;
  name: string;
  username: string;
  /** The sign-in through which the person acts. */
  sessionId: number;
  /** Where signing in leads; a person with several programs always chooses at the portal. */
  startPage: StartPage;
  /** Staff who have no second step yet: `requireContext` lets them reach its set-up and nothing else. */
  mustSetUpTwoStep?: boolean;
} & (
  | {
      kind: 'provider';
      providerId: number;
      providerName: string;
      role: Role;
      /** The person works for other providers too, and may switch. */
      severalProviders: boolean;
    }
  | { kind: 'staff'; role: StaffRole }
);

export type StartPage = 'portal' | 'program';

export type Role = 'manager' | 'editor' | 'viewer';
export type StaffRole = 'staff' | 'administrator';

/** A visit of a signed-in person. */
export type Context = Visit & { actor: Actor };

/** Whose records an actor may touch; part of the `where` of every query on them. */
export type Scope = { providerId: number } | 'every-provider';

export function scopeOf(actor: Actor): Scope {
  return actor.kind === 'staff' ? 'every-provider' : { providerId: actor.providerId };
}
