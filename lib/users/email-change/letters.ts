import type { Queryable } from '@/db/client';
import { supportAddress } from '@/lib/platform/env';
import { sendLetter } from '@/lib/platform/mail/send-letter';
import type { Context } from '@/lib/platform/visit';
import { CODE_MINUTES } from './rules';

type Person = { name: string; email: string };
type Codes = { oldCode: string; newCode: string; expiresAt: Date };

/** A code to each address. The new one may belong to a stranger, so its letter names nobody. */
export async function sendCodes(
  tx: Queryable,
  ctx: Context,
  { name, email }: Person,
  newEmail: string,
  { oldCode, newCode, expiresAt }: Codes,
): Promise<void> {
  await sendLetter(tx, ctx, {
    kind: 'email_change.old_code',
    to: email,
    name,
    subject: 'Confirm the change of your e-mail address',
    paragraphs: [
      `You asked to change your e-mail address at PDUPS to ${newEmail}. Type this code on the page “Change your e-mail address”. It works for ${CODE_MINUTES} minutes.`,
      `If this was not you, somebody else is signed in as you: change your password and write to ${supportAddress()}.`,
    ],
    code: oldCode,
    expiresAt,
  });
  await sendLetter(tx, ctx, {
    kind: 'email_change.new_code',
    to: newEmail,
    subject: 'Confirm your new e-mail address',
    paragraphs: [
      `Somebody wants to use this address for an account at PDUPS, the Professional Development Unit Provider System. If it was you, type this code on the page “Change your e-mail address”. It works for ${CODE_MINUTES} minutes.`,
      'If you do not know about this, do nothing: without the code nothing happens.',
    ],
    code: newCode,
    expiresAt,
  });
}

/** The old address hears of it, so that a change by somebody else does not stay unseen. */
export async function tellOldAddress(
  tx: Queryable,
  ctx: Context,
  { name, email }: Person,
  newEmail: string,
): Promise<void> {
  await sendLetter(tx, ctx, {
    kind: 'email_change.done',
    to: email,
    name,
    subject: 'Your e-mail address was changed',
    paragraphs: [
      `From now on PDUPS writes to ${newEmail}. This is the last letter to the old address.`,
      `If this was not you, write to ${supportAddress()} at once.`,
    ],
  });
}
