import { findReset } from '@/db/queries/password-resets';
import { keyedHash, sameHash } from '@/lib/platform/keyed-hash';
import type { Visit } from '@/lib/platform/visit';
import { hashToken } from '../token';
import { maskAddress, plausibleMask } from './masked-address';
import { CODE_TRIES } from './rules';

/** The current step of a reset flow. The database decides it, so Back, reload and a second tab all show the same step. */
export type Step = 'email' | 'code' | 'new-password' | 'done';

/** One pass through "Reset password", which is also the first access (manual; M1). */
export type ResetFlow = {
  id: number;
  /**
   * Identifies the reset flow in a form, so that a form from an older flow in another tab is not mistaken for this
   * one's.
   */
  mark: string;
  step: Step;
  username: string;
  /** The masked address on file; for a username that does not exist, a plausible mask. */
  mask: string;
  /** The state of the code; it does not reveal whether one was sent. */
  code: 'waiting' | 'expired' | 'refused';
  codesSent: number;
  /** Null: no such person exists. Never shown. People who were disabled or have no provider left may not sign in. */
  person: { id: number; name: string; email: string; maySignIn: boolean } | null;
};

/** Returns the reset flow of this browser, or null: never begun, ended, or begun by another browser. */
export async function findResetFlow(visit: Visit, token: string): Promise<ResetFlow | null> {
  const row = await findReset(visit.db, hashToken(token));
  const now = visit.clock.now();
  if (!row || (!row.usedAt && row.expiresAt <= now)) return null;
  // Both are computed, so that the work is the same whether or not the person exists.
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

/** Returns whether a form belongs to this reset flow. */
export function isOfFlow(flow: ResetFlow, mark: string): boolean {
  return sameHash(flow.mark, mark);
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
