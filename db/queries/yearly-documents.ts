import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Queryable } from '../client';
import { users, yearlyDocuments } from '../schema';

/** What a provider owes the agency for a reporting year. */
export type YearlyDocumentKind = (typeof yearlyDocuments.$inferSelect)['kind'];

/** The fields of the setting that say from which year on and until when the documents are due. */
export type DueDates = { firstYear: string; agreementDue: string; reportDue: string };

/** Which documents are asked for. */
export type AskedDocuments = {
  kind: YearlyDocumentKind;
  today: string;
  /** What applies while the setting was not changed. */
  defaults: DueDates;
};

/** A provider that is approved late in a year has so many days (choice). */
const DAYS_AFTER_APPROVAL = 30;

const DUE_FIELD: Record<YearlyDocumentKind, keyof DueDates> = { agreement: 'agreementDue', report: 'reportDue' };
/** The agreement is due within its reporting year, the report within the next one. */
const YEARS_LATER: Record<YearlyDocumentKind, number> = { agreement: 0, report: 1 };

/** The calendar year in which the reporting year of a day begins: July of this year or of the one before. */
const yearOf = (day: string) => sql.raw(`extract(year from ${day} - interval '6 months')::int`);

/**
 * Selects what providers are asked for, received or not: the provider, the reporting year, by which day it is due, and by
 * which day from those that were approved before; and `changed_on`, the day on which the provider was added or its standing
 * changed. It reads the setting itself, so that one statement always has its current value. Providers of a single event, and those that are suspended, withdrawn or closed, are asked for nothing; nor is
 * a provider for the years before its approval. The last year is the next one, because its due date can be near.
 */
export function documentsAsked({ kind, today, defaults }: AskedDocuments): SQL {
  // Constants of ours are written into the text, so that statements with it have few values and stay prepared.
  const known = sql.raw(`'${JSON.stringify(defaults)}'`);
  const due = sql.raw(`value->>'${DUE_FIELD[kind]}'`);
  const [yearsLater, daysAfterApproval] = [YEARS_LATER[kind], DAYS_AFTER_APPROVAL].map((n) => sql.raw(String(n)));
  return sql`
    select p.id as provider_id, p.name, year.start as year, usual.due_on as usual_due_on,
      greatest(usual.due_on, begun.day + ${daysAfterApproval}) as due_on, setting.today, begun.changed_on
    from (
      select given.today, (value->>'firstYear')::int as first_year, split_part(${due}, '/', 1)::int as month,
        split_part(${due}, '/', 2)::int as day
      from (select ${today}::date as today) given
      cross join lateral (select ${known}::jsonb || coalesce((
        select s.value from settings s where s.name = 'yearly' and s.effective_on <= given.today
        order by s.effective_on desc, s.id desc limit 1), '{}') as value) stored
      -- So that it is read once, and not where each of its columns is used.
      offset 0
    ) setting
    cross join providers p
    cross join lateral (
      select coalesce(p.approved_on, (p.created_at at time zone 'America/Denver')::date) as day,
        case when p.standing_from is null or p.standing_from <= setting.today then p.standing else p.standing_before end
          as standing,
        greatest((p.created_at at time zone 'America/Denver')::date,
          case when p.standing_from <= setting.today then p.standing_from end) as changed_on
    ) begun
    cross join lateral generate_series(
      greatest(setting.first_year, ${yearOf('begun.day')}), ${yearOf('setting.today')} + 1) year (start)
    cross join lateral (
      select make_date(year.start + ${yearsLater} + case when setting.month < 7 then 1 else 0 end,
        setting.month, setting.day) as due_on
    ) usual
    where p.kind = 'multiple_event' and begun.day <= setting.today
      and begun.standing not in ('suspended', 'withdrawn', 'closed')`;
}

/** Selects the same without what was received; `saved_on` is the day on which it last became owed, again or at all. */
export function documentsMissing(asked: AskedDocuments): SQL {
  return sql`
    select asked.*, greatest(asked.changed_on, (
        select max((w.withdrawn_at at time zone 'America/Denver')::date) from yearly_documents w
        where w.provider_id = asked.provider_id and w.kind = ${sql.raw(`'${asked.kind}'`)} and w.year = asked.year
      )) as saved_on
    from (${documentsAsked(asked)}) asked
    where not exists (
      select from yearly_documents d
      where d.provider_id = asked.provider_id and d.kind = ${sql.raw(`'${asked.kind}'`)} and d.year = asked.year
        and d.withdrawn_at is null)`;
}

/** Selects what is missing on a day after the one by which its provider had to send it. */
export function documentsOverdue(asked: AskedDocuments): SQL {
  return sql`select missing.* from (${documentsMissing(asked)}) missing where missing.due_on < missing.today`;
}

/** Lists what one provider is asked for, received or not, latest year first. */
export async function listDocumentsAsked(
  db: Queryable,
  { providerId, ...asked }: AskedDocuments & { providerId: number },
): Promise<{ year: number; dueOn: string }[]> {
  const rows = await db.execute<{ year: number; due_on: string }>(sql`
    select asked.year, asked.due_on::text from (${documentsAsked(asked)}) asked
    where asked.provider_id = ${providerId} order by asked.year desc`);
  return rows.map(({ year, due_on }) => ({ year, dueOn: due_on }));
}

const recorder = alias(users, 'recorder');
const withdrawer = alias(users, 'withdrawer');

/** Lists what was received from a provider, withdrawn or not, latest first. */
export async function listYearlyDocuments(db: Queryable, providerId: number, limit: number) {
  return db
    .select({ row: yearlyDocuments, byName: recorder.name, withdrawnByName: withdrawer.name })
    .from(yearlyDocuments)
    .innerJoin(recorder, eq(recorder.id, yearlyDocuments.recordedBy))
    .leftJoin(withdrawer, eq(withdrawer.id, yearlyDocuments.withdrawnBy))
    .where(eq(yearlyDocuments.providerId, providerId))
    .orderBy(desc(yearlyDocuments.id))
    .limit(limit);
}

/**
 * Adds what was received.
 * @returns its number; null when it is recorded already
 */
export async function insertYearlyDocument(
  tx: Queryable,
  row: typeof yearlyDocuments.$inferInsert,
): Promise<number | null> {
  const [added] = await tx
    .insert(yearlyDocuments)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: yearlyDocuments.id });
  return added?.id ?? null;
}

/** Returns the document of a provider, kind and year that is in force, or null. */
export async function findYearlyDocument(
  db: Queryable,
  { providerId, kind, year }: { providerId: number; kind: YearlyDocumentKind; year: number },
) {
  const [row] = await db
    .select()
    .from(yearlyDocuments)
    .where(
      and(
        eq(yearlyDocuments.providerId, providerId),
        eq(yearlyDocuments.kind, kind),
        eq(yearlyDocuments.year, year),
        isNull(yearlyDocuments.withdrawnAt),
      ),
    );
  return row ?? null;
}

/** Withdraws a document of a provider; returns it, or null when there is none in force with this number. */
export async function withdrawYearlyDocument(
  tx: Queryable,
  { providerId, id, by, at, reason }: { providerId: number; id: number; by: number; at: Date; reason: string },
) {
  const [row] = await tx
    .update(yearlyDocuments)
    .set({ withdrawnBy: by, withdrawnAt: at, withdrawnReason: reason })
    .where(
      and(eq(yearlyDocuments.id, id), eq(yearlyDocuments.providerId, providerId), isNull(yearlyDocuments.withdrawnAt)),
    )
    .returning();
  return row ?? null;
}
