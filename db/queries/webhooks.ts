import { and, desc, eq, gt, isNull, lt, lte, max, ne, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import { events, providers, users, webhookDeliveries, webhookOldSecrets, webhooks } from '../schema';

export type NewWebhook = Omit<typeof webhooks.$inferInsert, 'id'>;

export async function insertWebhook(tx: Queryable, webhook: NewWebhook): Promise<number> {
  const [row] = await tx.insert(webhooks).values(webhook).returning({ id: webhooks.id });
  return row!.id;
}

/** Blocks anyone else from adding webhooks of this provider until the transaction ends, and counts the existing ones. */
export async function lockAndCountWebhooks(tx: Queryable, providerId: number): Promise<number> {
  await tx.select({ id: providers.id }).from(providers).where(eq(providers.id, providerId)).for('no key update');
  return tx.$count(webhooks, and(eq(webhooks.providerId, providerId), isNull(webhooks.removedAt)));
}

const disabler = alias(users, 'disabler');

const LISTED = {
  id: webhooks.id,
  publicId: webhooks.publicId,
  url: webhooks.url,
  types: webhooks.types,
  createdAt: webhooks.createdAt,
  createdByName: users.name,
  disabledAt: webhooks.disabledAt,
  disabledByName: disabler.name,
  disabledBecause: webhooks.disabledBecause,
  failingSince: webhooks.failingSince,
};

const existing = (providerId: number) => and(eq(webhooks.providerId, providerId), isNull(webhooks.removedAt));

/** Lists a provider's webhooks that were not removed, newest first. */
export async function listWebhookRows(db: Queryable, providerId: number) {
  return db
    .select(LISTED)
    .from(webhooks)
    .innerJoin(users, eq(users.id, webhooks.createdBy))
    .leftJoin(disabler, eq(disabler.id, webhooks.disabledBy))
    .where(existing(providerId))
    .orderBy(desc(webhooks.id));
}

/** Returns a provider's webhook, or null; another provider's, or a removed one, is not found. */
export async function findWebhook(db: Queryable, webhookId: number, providerId: number) {
  const [row] = await db
    .select(LISTED)
    .from(webhooks)
    .innerJoin(users, eq(users.id, webhooks.createdBy))
    .leftJoin(disabler, eq(disabler.id, webhooks.disabledBy))
    .where(and(eq(webhooks.id, webhookId), existing(providerId)));
  return row ?? null;
}

/** @returns false when it was disabled already, by a person or automatically */
export async function setWebhookDisabled(
  tx: Queryable,
  webhookId: number,
  by: { userId: number } | { because: 'failing' | 'gone' },
  at: Date,
): Promise<boolean> {
  const who = 'userId' in by ? { disabledBy: by.userId } : { disabledBecause: by.because };
  const rows = await tx
    .update(webhooks)
    .set({ disabledAt: at, ...who })
    .where(and(eq(webhooks.id, webhookId), isNull(webhooks.disabledAt), isNull(webhooks.removedAt)))
    .returning({ id: webhooks.id });
  return rows.length > 0;
}

/** @returns false when it was not disabled */
export async function setWebhookEnabled(tx: Queryable, webhookId: number): Promise<boolean> {
  const rows = await tx
    .update(webhooks)
    .set({ disabledAt: null, disabledBy: null, disabledBecause: null, failingSince: null })
    .where(and(eq(webhooks.id, webhookId), sql`${webhooks.disabledAt} is not null`, isNull(webhooks.removedAt)))
    .returning({ id: webhooks.id });
  return rows.length > 0;
}

/** Removes a webhook for good, with its secrets. @returns false when it was removed already */
export async function setWebhookRemoved(tx: Queryable, webhookId: number, by: number, at: Date): Promise<boolean> {
  await tx.delete(webhookOldSecrets).where(eq(webhookOldSecrets.webhookId, webhookId));
  const rows = await tx
    .update(webhooks)
    .set({ removedAt: at, removedBy: by, encryptedSecret: '' })
    .where(and(eq(webhooks.id, webhookId), isNull(webhooks.removedAt)))
    .returning({ id: webhooks.id });
  return rows.length > 0;
}

/** Returns where a webhook's messages go and which it gets, locked until the transaction ends; null after its removal. */
export async function lockWebhookReceiver(tx: Queryable, webhookId: number) {
  const [row] = await tx
    .select({ url: webhooks.url, types: webhooks.types })
    .from(webhooks)
    .where(and(eq(webhooks.id, webhookId), isNull(webhooks.removedAt)))
    .for('update');
  return row ?? null;
}

/**
 * Changes where a webhook's messages go and which it gets. At a new address it starts as one that works.
 * @returns false when nothing is different
 */
export async function setWebhookReceiver(
  tx: Queryable,
  webhookId: number,
  { url, types }: { url: string; types: string[] },
): Promise<boolean> {
  const isNew = sql`${webhooks.url} <> ${url}`;
  const rows = await tx
    .update(webhooks)
    .set({
      url,
      types,
      failingSince: sql`case when ${isNew} then null else ${webhooks.failingSince} end`,
      isSlow: sql`${webhooks.isSlow} and not ${isNew}`,
    })
    .where(and(eq(webhooks.id, webhookId), or(isNew, ne(webhooks.types, types)), isNull(webhooks.removedAt)))
    .returning({ id: webhooks.id });
  return rows.length > 0;
}

/** Replaces a webhook's secret; the one so far still signs until `oldEndsAt`. */
export async function replaceWebhookSecret(
  tx: Queryable,
  webhookId: number,
  { encryptedSecret, oldEndsAt }: { encryptedSecret: string; oldEndsAt: Date },
): Promise<void> {
  const [row] = await tx
    .select({ old: webhooks.encryptedSecret })
    .from(webhooks)
    .where(eq(webhooks.id, webhookId))
    .for('no key update');
  await tx.insert(webhookOldSecrets).values({ webhookId, encryptedSecret: row!.old, endsAt: oldEndsAt });
  await tx.update(webhooks).set({ encryptedSecret }).where(eq(webhooks.id, webhookId));
}

/** Lists the replaced secrets of a webhook that still sign, the latest first. */
export async function listOldSecrets(db: Queryable, webhookId: number, now: Date) {
  return db
    .select({ encryptedSecret: webhookOldSecrets.encryptedSecret, endsAt: webhookOldSecrets.endsAt })
    .from(webhookOldSecrets)
    .where(and(eq(webhookOldSecrets.webhookId, webhookId), gt(webhookOldSecrets.endsAt, now)))
    .orderBy(desc(webhookOldSecrets.id));
}

/** Deletes the replaced secrets that have ended. */
export async function deleteEndedSecrets(db: Queryable, now: Date): Promise<void> {
  await db.delete(webhookOldSecrets).where(lte(webhookOldSecrets.endsAt, now));
}

/** Lists a webhook's latest messages, newest first. */
export async function listDeliveryRows(db: Queryable, webhookId: number, most: number) {
  return db
    .select({
      id: webhookDeliveries.id,
      messageId: webhookDeliveries.messageId,
      type: webhookDeliveries.type,
      body: webhookDeliveries.body,
      createdAt: webhookDeliveries.createdAt,
      state: webhookDeliveries.state,
      attempts: webhookDeliveries.attempts,
      nextAttemptAt: webhookDeliveries.nextAttemptAt,
      lastAttemptAt: webhookDeliveries.lastAttemptAt,
      lastStatus: webhookDeliveries.lastStatus,
      lastError: webhookDeliveries.lastError,
      lastExcerpt: webhookDeliveries.lastExcerpt,
    })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.webhookId, webhookId))
    .orderBy(desc(webhookDeliveries.id))
    .limit(most);
}

/** Adds a message that no record of the product causes, such as a test. */
export async function insertDelivery(
  tx: Queryable,
  { webhookId, type, data, at }: { webhookId: number; type: string; data: object; at: Date },
): Promise<string> {
  const [row] = await tx.execute<{ message_id: string }>(sql`
    insert into ${webhookDeliveries} (webhook_id, message_id, type, body, created_at, next_attempt_at)
    select ${webhookId}, 'msg_' || replace(gen_random_uuid()::text, '-', ''), ${type},
      webhook_body(${type}, ${at.toISOString()}::timestamptz, ${JSON.stringify(data)}::jsonb),
      ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
    returning message_id`);
  return row!.message_id;
}

/** Makes a message wait to be sent at once, from its first attempt. @returns its id, or null for no such message */
export async function setDeliveryWaiting(
  tx: Queryable,
  { deliveryId, webhookId, at }: { deliveryId: number; webhookId: number; at: Date },
): Promise<string | null> {
  const [row] = await tx
    .update(webhookDeliveries)
    .set({ state: 'waiting', attempts: 0, nextAttemptAt: at })
    .where(and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.webhookId, webhookId)))
    .returning({ messageId: webhookDeliveries.messageId });
  return row?.messageId ?? null;
}

/** Gives up messages about counts that were recorded while the webhook was disabled. */
export async function giveUpRecordedCounts(tx: Queryable, webhookId: number): Promise<void> {
  await tx.execute(sql`
    update ${webhookDeliveries} d set state = 'given_up', next_attempt_at = null,
      last_error = 'The count was recorded in the meantime.'
    from ${events} e
    where d.webhook_id = ${webhookId} and d.state = 'waiting' and d.type = 'count.due'
      and e.id = d.event_id and e.certificate_count is not null`);
}

/** How many days back counts are reported that no morning reported, as when the product did not run. */
const DAYS_BACK = 7;

/**
 * Writes a message for each event whose certificate count has become due in the last days and since the webhook was added,
 * once per event. Counts that became due before it got such messages are on the Event List.
 * @returns the webhooks that got messages
 */
export async function insertCountsDue(tx: Queryable, { today, at }: { today: string; at: Date }): Promise<number[]> {
  const rows = await tx.execute<{ webhook_id: string }>(sql`
    with written as (
      insert into ${webhookDeliveries} (webhook_id, message_id, type, event_id, body, created_at, next_attempt_at)
      select w.id, 'msg_' || replace(gen_random_uuid()::text, '-', ''), 'count.due', e.id,
        webhook_body('count.due', ${at.toISOString()}::timestamptz,
          jsonb_build_object('eventId', e.id, 'state', 'count-due')),
        ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
      from ${webhooks} w
      join ${events} e on e.provider_id = w.provider_id
      join ${providers} p on p.id = w.provider_id and p.standing <> 'closed'
      where w.removed_at is null and w.disabled_at is null and 'count.due' = any (w.types)
        and e.certificate_count is null and e.canceled_at is null and e.ends_on < ${today}::date
        and e.ends_on >= ${today}::date - ${DAYS_BACK}::int
        and e.ends_on >= (w.created_at at time zone 'America/Denver')::date
      order by e.ends_on, e.id
      on conflict do nothing
      returning webhook_id
    )
    select distinct webhook_id from written`);
  return rows.map(({ webhook_id }) => Number(webhook_id));
}

/** What a job needs of the webhook that it sends to. */
export type TakenWebhook = {
  id: number;
  publicId: string;
  providerId: number;
  url: string;
  encryptedSecret: string;
  isSlow: boolean;
};

/**
 * Takes a webhook that is active for one job, until it is released or until this moment.
 * @returns the webhook, or until when another job has it; null when it is disabled or removed, or its
 * provider is closed
 */
export async function takeWebhook(
  db: Queryable,
  webhookId: number,
  { now, until }: { now: Date; until: Date },
): Promise<TakenWebhook | { takenUntil: Date } | null> {
  const isOpen = sql`exists (select from ${providers} p where p.id = ${webhooks.providerId} and p.standing <> 'closed')`;
  const active = and(eq(webhooks.id, webhookId), isNull(webhooks.removedAt), isNull(webhooks.disabledAt), isOpen);
  const [taken] = await db
    .update(webhooks)
    .set({ sendingUntil: until })
    .where(
      and(
        active,
        sql`(${webhooks.sendingUntil} is null or ${webhooks.sendingUntil} <= ${now.toISOString()}::timestamptz)`,
      ),
    )
    .returning({
      id: webhooks.id,
      publicId: webhooks.publicId,
      providerId: webhooks.providerId,
      url: webhooks.url,
      encryptedSecret: webhooks.encryptedSecret,
      isSlow: webhooks.isSlow,
    });
  if (taken) return taken;
  const [other] = await db.select({ takenUntil: webhooks.sendingUntil }).from(webhooks).where(active);
  // It may have been released in the meantime.
  return other ? { takenUntil: other.takenUntil ?? now } : null;
}

export async function releaseWebhook(db: Queryable, webhookId: number, isSlow: boolean): Promise<void> {
  await db.update(webhooks).set({ sendingUntil: null, isSlow }).where(eq(webhooks.id, webhookId));
}

/** Returns the waiting message of a webhook that is due first, or null. */
export async function findNextDelivery(db: Queryable, webhookId: number) {
  const [row] = await db
    .select({
      id: webhookDeliveries.id,
      messageId: webhookDeliveries.messageId,
      body: webhookDeliveries.body,
      attempts: webhookDeliveries.attempts,
      nextAttemptAt: webhookDeliveries.nextAttemptAt,
    })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.webhookId, webhookId), eq(webhookDeliveries.state, 'waiting')))
    .orderBy(webhookDeliveries.nextAttemptAt, webhookDeliveries.id)
    .limit(1);
  return row && { ...row, nextAttemptAt: row.nextAttemptAt! };
}

/** What came of an attempt to send a message. */
export type Attempt = {
  state: 'waiting' | 'delivered' | 'given_up';
  attempts: number;
  nextAttemptAt: Date | null;
  lastAttemptAt: Date;
  lastStatus: number | null;
  lastError: string | null;
  lastExcerpt: string | null;
};

/** Returns when a message was last sent to a webhook, or null. */
export async function findLastAttempt(db: Queryable, webhookId: number): Promise<Date | null> {
  const [row] = await db
    .select({ at: max(webhookDeliveries.lastAttemptAt) })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.webhookId, webhookId));
  return row!.at;
}

export async function writeAttempt(tx: Queryable, deliveryId: number, attempt: Attempt): Promise<void> {
  await tx.update(webhookDeliveries).set(attempt).where(eq(webhookDeliveries.id, deliveryId));
}

/** Forgets earlier failures. */
export async function setWebhookWorking(tx: Queryable, webhookId: number): Promise<void> {
  await tx.update(webhooks).set({ failingSince: null }).where(eq(webhooks.id, webhookId));
}

/** Notes a failure. @returns since when there were only failures */
export async function setWebhookFailing(tx: Queryable, webhookId: number, at: Date): Promise<Date> {
  const [row] = await tx
    .update(webhooks)
    .set({ failingSince: sql`coalesce(${webhooks.failingSince}, ${at.toISOString()}::timestamptz)` })
    .where(eq(webhooks.id, webhookId))
    .returning({ failingSince: webhooks.failingSince });
  return row!.failingSince!;
}

/** Deletes old messages. Those about counts stay: they say that an event was reported. */
export async function deleteOldDeliveries(db: Queryable, before: Date): Promise<void> {
  await db
    .delete(webhookDeliveries)
    .where(and(lt(webhookDeliveries.createdAt, before), ne(webhookDeliveries.type, 'count.due')));
}
