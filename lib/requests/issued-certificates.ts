import type { Transaction } from '@/db/client';
import { beginStaffRun } from '@/lib/certificates/runs/begin-run';
import { requireSignature } from '@/lib/certificates/unsigned';
import type { Context } from '@/lib/platform/visit';

type Change = { eventId: number; requestKey: string; reason: string };

/**
 * Begins the run that replaces all valid certificates of an event with corrected ones, in the transaction that corrects the
 * event, once for the key (M18). The caller has locked the roster and the event.
 * @returns what becomes of them, as the provider reads it, or undefined when there are none
 * @throws AppError `invalid` when they would have no signature and that was not chosen, or `conflict` when certificates are
 * being reissued already
 */
export async function correctIssued(
  tx: Transaction,
  ctx: Context,
  { unsigned, ...change }: Change & { unsigned?: boolean | undefined },
): Promise<string | undefined> {
  await requireSignature(tx, change.eventId, { unsigned: unsigned ?? false });
  const count = await beginStaffRun(tx, ctx, { ...change, kind: 'reissue' });
  if (count === 0) return undefined;
  return `${whichOf(count)} replaced with the new details where they changed, and each holder with an email address gets the new one. ${PROGRESS}`;
}

/**
 * Begins the run that revokes all valid certificates of an event that did not take place, in the transaction that cancels
 * it, once for the key (M19). The caller has locked the roster and the event.
 * @returns what becomes of them, as the provider reads it, or undefined when there are none
 * @throws AppError `conflict` when certificates are being revoked already
 */
export async function revokeIssued(tx: Transaction, ctx: Context, change: Change): Promise<string | undefined> {
  const count = await beginStaffRun(tx, ctx, { ...change, kind: 'revoke' });
  if (count === 0) return undefined;
  return `${whichOf(count)} revoked, and each holder with an email address gets a notice. ${PROGRESS}`;
}

const whichOf = (count: number) =>
  count === 1
    ? 'The certificate that was already issued is'
    : `All ${count.toLocaleString('en-US')} certificates that were already issued are`;

const PROGRESS = 'The certificates page of the event shows the progress.';
