import { findSetUpSecret } from '@/db/queries/two-step';
import type { Clock } from '@/lib/platform/clock';
import { type QrPath, qrPath } from '@/lib/platform/qr-path';
import type { SignedInContext } from '@/lib/platform/visit';
import { invitation } from './authenticator';
import { openSecret } from './encrypt-secret';
import { getOwnUser } from './own-user';
import { inGroups, SET_UP_MINUTES } from './rules';

/** What the authenticator app needs: a QR code, or the same secret to type. */
export type SetUp = { qr: QrPath; uri: string; typed: string };

/** Returns the session that a setup belongs to. */
export function ownSession({ actor, session }: SignedInContext): { sessionId: number; userId: number } {
  return { sessionId: session.id, userId: actor.userId };
}

/** Returns the moment before which a setup must have begun to be over. */
export function setUpLimit({ clock }: { clock: Clock }): Date {
  return new Date(clock.now().getTime() - SET_UP_MINUTES * 60_000);
}

/**
 * Returns the setup that the person has begun in this session, or null when there is none, it is over, or two-step sign-in is
 * already on.
 */
export async function findSetUp(ctx: SignedInContext): Promise<SetUp | null> {
  const user = await getOwnUser(ctx);
  if (user.twoStepConfirmedAt) return null;
  const encrypted = await findSetUpSecret(ctx.db, ownSession(ctx), setUpLimit(ctx));
  const secret = encrypted && openSecret(encrypted, user.id);
  if (!secret) return null;
  const { uri, typed } = invitation(secret, user.username);
  return { uri, typed: inGroups(typed, ' '), qr: qrPath(uri) };
}
