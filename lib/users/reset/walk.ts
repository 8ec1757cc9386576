import { findReset } from '@/db/queries/password-resets';
import { keyedHash, sameHash } from '@/lib/platform/keyed-hash';
import type { Visit } from '@/lib/platform/visit';
import { hashToken } from '../token';
import { maskAddress, plausibleMask } from './masked-address';
import { CODE_TRIES } from './rules';

/** Where a walk stands. The database decides it, so Back, reload and a second tab all come to the same place. */
export type Step = 'email' | 'code' | 'new-password' | 'done';

/** One walk through "Reset password", which is also the first access (manual; M1). */
export type Walk = {
  id: number;
  /** Names the walk in a form, so that a form of an older walk in another tab is not taken for this one's. */
  mark: string;
  step: Step;
  username: string;
  /** The address on file as it is shown; for a name that nobody has, such as one would be. */
  mask: string;
  /** How far the code is: no one can tell from it whether one was sent. */
  code: 'waiting' | 'expired' | 'refused';
  codesSent: number;
  /** Null: there is no such person. Never shown. Whoever was disabled, or has no provider left, may not sign in. */
  person: { id: number; name: string; email: string; maySignIn: boolean } | null;
};

/** The walk of this browser, or null: never begun, ended, or begun by another browser. */
export async function findWalk(visit: Visit, token: string): Promise<Walk | null> {
  const row = await findReset(visit.db, hashToken(token));
  const now = visit.clock.now();
  if (!row || (!row.usedAt && row.expiresAt <= now)) return null;
  // Both are made, so that the work is the same whether the person exists.
  const plausible = plausibleMask(row.username);
  const real = maskAddress(row.email ?? '');
  return {
    id: row.id,
    mark: markOf(row.id),
    step: stepOf(row),
    username: row.username,
    mask: row.email ? real : plausible,
    code:
      row.codeTries >= CODE_TRIES ? 'refused' : row.codeExpiresAt && row.codeExpiresAt > now ? 'waiting' : 'expired',
    codesSent: row.codesSent,
    person:
      row.userId && row.name && row.email
        ? { id: row.userId, name: row.name, email: row.email, maySignIn: row.disabledAt === null && row.hasAccess }
        : null,
  };
}

/** Whether a form belongs to this walk. */
export function isOfWalk(walk: Walk, mark: string): boolean {
  return sameHash(walk.mark, mark);
}

function markOf(id: number): string {
  return keyedHash('reset: walk', String(id)).slice(0, 16);
}

type Row = { usedAt: Date | null; codeVerifiedAt: Date | null; emailConfirmedAt: Date | null };

function stepOf({ usedAt, codeVerifiedAt, emailConfirmedAt }: Row): Step {
  if (usedAt) return 'done';
  if (codeVerifiedAt) return 'new-password';
  return emailConfirmedAt ? 'code' : 'email';
}
