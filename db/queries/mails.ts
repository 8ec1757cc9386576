import { and, desc, eq, gt, inArray, isNull, lt, lte, ne, or, sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { mailBounces, mails, users } from '../schema';

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
    .set({ state: 'sending', claimedAt: now })
    .where(and(eq(mails.id, id), eq(mails.state, 'waiting'), or(isNull(mails.expiresAt), gt(mails.expiresAt, now))))
    .returning();
  return row ?? null;
}

/**
 * Puts an email that was certainly not accepted back to waiting, unless another delivery has claimed it meanwhile; so it can
 * be repeated when it is not known whether it was saved.
 */
export async function putMailBack(db: Queryable, id: number, claimedAt: Date): Promise<void> {
  await db
    .update(mails)
    .set({ state: 'waiting', claimedAt: null })
    .where(and(eq(mails.id, id), eq(mails.state, 'sending'), eq(mails.claimedAt, claimedAt)));
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

/**
 * Deletes the text of emails that may or may not have gone out, since it must not be kept forever either. An email that is
 * tried again for days keeps its text: only the latest delivery counts, which takes minutes.
 */
export async function purgeUnknownMails(db: Queryable, claimedBefore: Date): Promise<void> {
  await db
    .update(mails)
    .set({ text: '', html: '', unsubscribeUrl: null })
    .where(and(eq(mails.state, 'sending'), lt(mails.claimedAt, claimedBefore)));
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

type Bounce = Omit<typeof mailBounces.$inferInsert, 'mailId'>;

/**
 * Records that an email did not reach its recipient; the first word about it stays. `unknown`: there is no such email that
 * was sent, or no longer.
 */
export async function insertBounce(
  db: Queryable,
  about: { messageKey: string } | { id: number; createdAt: Date },
  bounce: Bounce,
): Promise<'recorded' | 'known' | 'unknown'> {
  const named =
    'messageKey' in about
      ? eq(mails.messageKey, about.messageKey)
      : and(eq(mails.id, about.id), eq(mails.createdAt, about.createdAt));
  const sent = and(named, inArray(mails.state, ['sent', 'sending']));
  const [mail] = await db.select({ id: mails.id }).from(mails).where(sent);
  if (!mail) return 'unknown';
  const rows = await db
    .insert(mailBounces)
    .values({ mailId: mail.id, ...bounce })
    .onConflictDoNothing()
    .returning({ mailId: mailBounces.mailId });
  return rows.length > 0 ? 'recorded' : 'known';
}

const LOGGED = {
  id: mails.id,
  kind: mails.kind,
  toAddress: mails.toAddress,
  state: mails.state,
  createdAt: mails.createdAt,
  sentAt: mails.sentAt,
  bounceStatus: mailBounces.status,
  bouncedAt: mailBounces.at,
};

export type LoggedMail = Pick<Mail, 'id' | 'kind' | 'toAddress' | 'state' | 'createdAt' | 'sentAt'> & {
  bounceStatus: string | null;
  bouncedAt: Date | null;
};

const toAddress = (address: string) => sql`lower(${mails.toAddress}) = lower(${address})`;

/** Lists emails without what they say, latest first. Emails to nobody are left out: no one was meant to get them. */
export async function listMails(
  db: Queryable,
  {
    address,
    kind,
    before,
    limit,
  }: { address: string | null; kind: string | null; before: number | null; limit: number },
): Promise<LoggedMail[]> {
  return db
    .select(LOGGED)
    .from(mails)
    .leftJoin(mailBounces, eq(mailBounces.mailId, mails.id))
    .where(
      and(
        address === null ? ne(mails.toAddress, NOBODY) : toAddress(address),
        kind === null ? undefined : eq(mails.kind, kind),
        before === null ? undefined : lt(mails.id, before),
      ),
    )
    .orderBy(desc(mails.id))
    .limit(limit);
}

/** Lists the kinds of emails on record. It steps through the index from kind to kind, so it does not read every email. */
export async function listMailKinds(db: Queryable): Promise<string[]> {
  const rows = await db.execute<{ kind: string }>(sql`
    with recursive kinds as (
      (select kind from mails order by kind limit 1)
      union all
      select (select m.kind from mails m where m.kind > kinds.kind order by m.kind limit 1) from kinds
      where kinds.kind is not null
    )
    select kind from kinds where kind is not null`);
  return rows.map(({ kind }) => kind);
}

/** Returns the address of the user with this username, or null. */
export async function findAddressOf(db: Queryable, username: string): Promise<string | null> {
  const [row] = await db.select({ email: users.email }).from(users).where(eq(users.username, username.toLowerCase()));
  return row?.email ?? null;
}

/** Returns the latest email to an address that came back, or null. */
export async function findLatestBounce(db: Queryable, address: string) {
  const [row] = await db
    .select({ kind: mails.kind, status: mailBounces.status, at: mailBounces.at })
    .from(mails)
    .innerJoin(mailBounces, eq(mailBounces.mailId, mails.id))
    .where(toAddress(address))
    .orderBy(desc(mails.id))
    .limit(1);
  return row ?? null;
}
