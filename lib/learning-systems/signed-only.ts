import { listUnsignedRefusals, noteUnsignedRefusal } from '@/db/queries/learning-systems';
import type { SystemKey } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { isSignedDigitally } from '@/lib/certificates/unsigned';
import { AppError } from '@/lib/platform/errors';
import type { Context, Visit } from '@/lib/platform/visit';

/**
 * Returns whether this key gets certificates of the event as it is now: Section IV is signed digitally, or a manager
 * chose that the key also gets certificates without a signature (M12). A refusal is shown to the provider.
 */
export async function mayGoOut(
  { db, clock }: Pick<Visit, 'db' | 'clock'>,
  { keyId, signedOnly }: SystemKey,
  eventId: number,
): Promise<boolean> {
  if (!signedOnly || (await isSignedDigitally(db, eventId))) return true;
  await noteUnsignedRefusal(db, { keyId, eventId, at: clock.now() });
  return false;
}

/** @throws AppError `conflict` when nobody has signed the event and the key gets only signed certificates */
export async function requireSigned(
  visit: Pick<Visit, 'db' | 'clock'>,
  key: SystemKey,
  eventId: number,
): Promise<void> {
  if (await mayGoOut(visit, key, eventId)) return;
  throw new AppError(
    'conflict',
    'The event is not signed digitally, and this key gets only signed certificates. Ask the provider to sign the event, then send the same request again.',
  );
}

/** An event that has to be signed before learners get its certificates. */
export type WaitingForSignature = { eventId: number; title: string; label: string; refusedAt: Date };

/**
 * Returns the events for which the provider's systems were refused certificates and that are still not signed.
 * @throws AppError `forbidden`
 */
export async function listWaitingForSignature(ctx: Context): Promise<WaitingForSignature[]> {
  authorize(ctx, 'system_key.read');
  const waiting = new Map<number, WaitingForSignature>();
  for (const { refusedAt, ...refused } of await listUnsignedRefusals(ctx.db, getPlace(ctx.actor).providerId)) {
    if (!refusedAt || waiting.has(refused.eventId) || (await isSignedDigitally(ctx.db, refused.eventId))) continue;
    waiting.set(refused.eventId, { ...refused, refusedAt });
  }
  return [...waiting.values()];
}
