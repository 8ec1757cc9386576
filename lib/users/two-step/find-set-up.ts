import { type QrPath, qrPath } from '@/lib/platform/qr-path';
import type { Context } from '@/lib/platform/visit';
import { invitation } from './authenticator';
import { openSecret } from './encrypt-secret';
import { getOwnUser } from './own-user';
import { inGroups } from './rules';

/** What the authenticator app needs: a QR code, or the same secret to type. */
export type SetUp = { qr: QrPath; uri: string; typed: string };

/** Returns the set-up that the person has begun, or null when there is none or two-step sign-in is already on. */
export async function findSetUp(ctx: Context): Promise<SetUp | null> {
  const user = await getOwnUser(ctx);
  const secret = user.twoStepSecret && !user.twoStepConfirmedAt ? openSecret(user.twoStepSecret, user.id) : null;
  if (!secret) return null;
  const { uri, typed } = invitation(secret, user.username);
  return { uri, typed: inGroups(typed, ' '), qr: qrPath(uri) };
}
