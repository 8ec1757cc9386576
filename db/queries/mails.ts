import { and, eq, gt, inArray, isNull, lt, lte, or } from 'drizzle-orm';
import type { Queryable } from '../client';
import { mails } from '../schema';

export type Mail = typeof mails.$inferSelect;

/** The address of a letter that nobody is to get: none, so that no mail server could take it either. */
export const NOBODY = '';

export async function insertMail(tx: Queryable, mail: typeof mails.$inferInsert): Promise<number> {
  const [row] = await tx.insert(mails).values(mail).returning({ id: mails.id });
  return row!.id;
}

/**
 * Takes a waiting letter to be handed over now, and nobody else does. Null: it does not wait (any more), or it has
 * expired. Never call it within a transaction: `sending` must be saved before the letter leaves.
 */
export async function claimMail(db: Queryable, id: number, now: Date): Promise<Mail | null> {
  const [row] = await db
    .update(mails)
    .set({ state: 'sending' })
    .where(and(eq(mails.id, id), eq(mails.state, 'waiting'), or(isNull(mails.expiresAt), gt(mails.expiresAt, now))))
    .returning();
  return row ?? null;
}

/** A letter that was certainly not taken waits again. */
export async function putMailBack(db: Queryable, id: number): Promise<void> {
  await db
    .update(mails)
    .set({ state: 'waiting' })
    .where(and(eq(mails.id, id), eq(mails.state, 'sending')));
}

/** The end of a letter's way. Its words go: they may hold a code. */
export async function closeMail(
  db: Queryable,
  id: number,
  from: 'waiting' | 'sending',
  outcome: { state: 'sent'; sentAt: Date } | { state: 'refused' } | { state: 'expired' },
): Promise<void> {
  await db
    .update(mails)
    .set({ ...outcome, text: '', html: '' })
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

/** Words of letters of which nobody knows whether they went out are not kept for ever either. */
export async function emptyUnclearMails(db: Queryable, before: Date): Promise<void> {
  await db
    .update(mails)
    .set({ text: '', html: '' })
    .where(and(eq(mails.state, 'sending'), lt(mails.createdAt, before)));
}

/**
 * Deletes letters that are done with. Those with a certificate stay, without their words: that it was mailed must be
 * known for as long as the certificate is, or it would be mailed again.
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
