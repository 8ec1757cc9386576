import { sql } from 'drizzle-orm';
import type { Queryable } from '../client';
import { conferences, events, learningSystemKeys, memberships, requests, shareLinks, webhooks } from '../schema';

/** How much belongs to a provider. */
export type Holdings = {
  events: number;
  conferences: number;
  /** Valid named certificates. */
  certificates: number;
  /** Ended events that still owe a count. */
  countsDue: number;
  users: number;
  keys: number;
  webhooks: number;
  shareLinks: number;
  /** Requests that were not decided yet. */
  requests: number;
};

/**
 * Counts what belongs to a provider. Keys, webhooks and links that ended are not counted.
 * @param addedUp the most events whose certificates are added up, because each of them is read; null: all
 */
export async function countHoldings(
  db: Queryable,
  { providerId, today, addedUp = null }: { providerId: number; today: string; addedUp?: number | null },
): Promise<Holdings> {
  const [row] = await db.execute<Holdings>(sql`
    select
      (select count(*)::int from ${events} where ${events.providerId} = ${providerId}) as events,
      (select count(*)::int from ${conferences} where ${conferences.providerId} = ${providerId}) as conferences,
      (select coalesce(sum(counted.issued_count), 0)::int from (
        select ${events.issuedCount} from ${events} where ${events.providerId} = ${providerId} limit ${addedUp}::int
      ) counted) as certificates,
      (select count(*)::int from ${events} where ${events.providerId} = ${providerId}
        and ${events.certificateCount} is null and ${events.canceledAt} is null
        and ${events.endsOn} < ${today}::date) as "countsDue",
      (select count(*)::int from ${memberships} where ${memberships.providerId} = ${providerId}) as users,
      (select count(*)::int from ${learningSystemKeys} where ${learningSystemKeys.providerId} = ${providerId}
        and ${learningSystemKeys.revokedAt} is null) as keys,
      (select count(*)::int from ${webhooks} where ${webhooks.providerId} = ${providerId}
        and ${webhooks.removedAt} is null) as webhooks,
      (select count(*)::int from ${shareLinks} join ${events} on ${events.id} = ${shareLinks.eventId}
        where ${events.providerId} = ${providerId} and ${shareLinks.revokedAt} is null) as "shareLinks",
      (select count(*)::int from ${requests} where ${requests.providerId} = ${providerId}
        and ${requests.status} in ('open', 'waiting')) as requests`);
  return row!;
}

/** What shows a provider's name and phone, or will. */
export type NamingProvider = {
  /** Valid named certificates; at least as many when `moreCertificates`. */
  certificates: number;
  moreCertificates: boolean;
  /** Events that have not ended. */
  eventsToCome: number;
  /** Links through which certificates can be claimed. */
  links: number;
};

/**
 * Counts what a provider's name and phone are printed on, and what they will be printed on.
 * @param addedUp the most events whose certificates are added up, because each of them is read
 */
export async function countNamingProvider(
  db: Queryable,
  { providerId, today, addedUp }: { providerId: number; today: string; addedUp: number },
): Promise<NamingProvider> {
  const [row] = await db.execute<NamingProvider>(sql`
    select coalesce(sum(counted.issued_count), 0)::int as certificates, count(*) > ${addedUp} as "moreCertificates",
      (select count(*)::int from ${events} where ${events.providerId} = ${providerId}
        and ${events.canceledAt} is null and ${events.endsOn} >= ${today}::date) as "eventsToCome",
      (select count(*)::int from ${shareLinks} join ${events} on ${events.id} = ${shareLinks.eventId}
        where ${events.providerId} = ${providerId} and ${shareLinks.revokedAt} is null and ${events.canceledAt} is null) as links
    from (select ${events.issuedCount} from ${events} where ${events.providerId} = ${providerId}
      limit ${addedUp + 1}) counted`);
  return row!;
}
