import { and, eq, gt, inArray, isNull, lt, lte, or } from 'drizzle-orm';
import type { Queryable } from '../client';
import { mails } from '../schema';

export type Mail = typeof mails.$inferSelect;

/** The address of an email that nobody should get: empty, so that no mail server could accept it either. */
export const NOBODY = '';

export async function insertMail(tx: Queryable, mail: typeof mails.$inferInsert): Promise<number> {
  const [row] = await tx.insert(mails).values(mail).returning({ id: mails.id });
  return row!.id;
}

/**
 * Claims a waiting email for delivery now, exclusively. Returns null when it is no longer waiting, or has expired. Never
 * call it within a transaction: `sending` must be saved before the email leaves.
 */
export async function claimMail(db: Queryable, id: number, now: Date): Promise<Mail | null> {
  const [row] = await db
    .update(mails)
    .set({ state: 'sending' })
    .where(and(eq(mails.id, id), eq(mails.state, 'waiting'), or(isNull(mails.expiresAt), gt(mails.expiresAt, now))))
    .returning();
  return row ?? null;
}

/** Puts an email that was certainly not accepted back to waiting. */
export async function putMailBack(db: Queryable, id: number): Promise<void> {
  await db
    .update(mails)
    .set({ state: 'waiting' })
    .where(and(eq(mails.id, id), eq(mails.state, 'sending')));
}

/** Closes an email and deletes its text, which may contain a code. */
export async function closeMail(
  db: Queryable,
  id: number,
  from: 'waiting' | 'sending',
  outcome: { state: 'sent'; sentAt: Date } | { state: 'refused' } | { state: 'expired' },
): Promise<void> {
  await db
    .update(mails)
    .set({ ...outcome, text: '', html: '', unsubscribeUrl: null })
    .where(and(eq(mails.id, id), eq(mails.state, from)));
}

export async function findMail(
  db: Queryable,
  id: number,
): Promise<Pick<Mail, 'id' | 'kind' | 'state' | 'expiresAt'> | null> {
  const [row] = await db
    .select({ id: mails.id, kind: mails.kind, state: mails.state, expiresAt: mails.expiresAt })
    .from(mails)
    .where(eq(mails.id, id));
  return row ?? null;
}

/** Deletes the text of emails that may or may not have gone out, since it must not be kept forever either. */
export async function purgeUnknownMails(db: Queryable, before: Date): Promise<void> {
  await db
    .update(mails)
    .set({ text: '', html: '', unsubscribeUrl: null })
    .where(and(eq(mails.state, 'sending'), lt(mails.createdAt, before)));
}

/**
 * Deletes finished emails. Those with a certificate stay, without their text: as long as the certificate exists, it must be
 * known that it was mailed, or it would be mailed again.
 */
export async function deleteOldMails(db: Queryable, before: Date): Promise<void> {
  await db
    .delete(mails)
    .where(
      and(
        inArray(mails.state, ['sent', 'refused', 'expired']),
        lte(mails.createdAt, before),
        isNull(mails.certificateId),
      ),
    );
}
