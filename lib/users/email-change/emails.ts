import type { Queryable } from '@/db/client';
import { supportAddress } from '@/lib/platform/env';
import { sendEmail } from '@/lib/platform/mail/send-email';
import type { Context } from '@/lib/platform/visit';
import { CODE_MINUTES } from './rules';

type Person = { name: string; email: string };
type Codes = { oldCode: string; newCode: string; expiresAt: Date };

/** Sends a code to each address. The new address may belong to a stranger, so its email names nobody. */
export async function sendCodes(
  tx: Queryable,
  ctx: Context,
  { name, email }: Person,
  newEmail: string,
  { oldCode, newCode, expiresAt }: Codes,
): Promise<void> {
  await sendEmail(tx, ctx, {
    kind: 'email_change.old_code',
    to: email,
    name,
    subject: 'Confirm the change of your email address',
    paragraphs: [
      `You asked to change your PDUPS email address to ${newEmail}. Type this code on the page “Change your email address”. It works for ${CODE_MINUTES} minutes.`,
      `If this was not you, someone else is signed in as you. Change your password and email ${supportAddress()}.`,
    ],
    code: oldCode,
    expiresAt,
  });
  await sendEmail(tx, ctx, {
    kind: 'email_change.new_code',
    to: newEmail,
    subject: 'Confirm your new email address',
    paragraphs: [
      `Someone asked to use this address for an account in PDUPS, the Professional Development Unit Provider System. If it was you, type this code on the page “Change your email address”. It works for ${CODE_MINUTES} minutes.`,
      'If you don’t recognize this, do nothing. Without the code, nothing changes.',
    ],
    code: newCode,
    expiresAt,
  });
}

/** Notifies the old address, so that a change made by somebody else does not go unnoticed. */
export async function notifyOldAddress(
  tx: Queryable,
  ctx: Context,
  { name, email }: Person,
  newEmail: string,
): Promise<void> {
  await sendEmail(tx, ctx, {
    kind: 'email_change.done',
    to: email,
    name,
    subject: 'Your email address was changed',
    paragraphs: [
      `PDUPS now sends email to ${newEmail}. This is the last email to the old address.`,
      `If this was not you, email ${supportAddress()} right away.`,
    ],
  });
}
