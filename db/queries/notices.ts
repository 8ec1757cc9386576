import { and, eq, gt, lt, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { freshPlans, keptPlans, type Queryable } from '../client';
import { constant } from '../constant';
import { noticeDigests, noticePlans, noticePreferences, notices, todoDelays, users } from '../schema';
import type { Cause } from './notice-causes';

/** Who has to do something: people at a provider, or the agency's staff. */
export type Side = 'provider' | 'agency';

/** A list of numbers as PostgreSQL reads it. */
const numbers = (list: readonly number[]) => `{${list.join(',')}}`;

/**
 * Notes that the planner looks at this day, unless it or another process has done so.
 * @returns the latest day before it; null when there was none; `known` when there is nothing to plan
 */
export async function beginPlan(
  tx: Queryable,
  { day, urgent, at }: { day: string; urgent: boolean; at: Date },
): Promise<string | null | 'known'> {
  const added = await tx
    .insert(noticePlans)
    .values({ day, urgent, plannedAt: at })
    .onConflictDoNothing()
    .returning({ day: noticePlans.day });
  if (added.length === 0) return 'known';
  const [before] = await tx.execute<{ latest: string | null }>(
    sql`select max(day)::text as latest from notice_plans where urgent = ${urgent} and day < ${day}::date`,
  );
  return before?.latest ?? null;
}

/** Whether a person wants emails about a kind. */
const wantsEmail = (kind: string) =>
  sql`coalesce(choice.emails, true) and coalesce(choice.choices->>${kind}, 'daily') in ('daily', 'weekly')`;

/** People at a provider who do its work: `m` is their membership. Nobody uses the records of a closed one but staff. */
const AT_WORK = sql.raw(`m.role <> 'viewer' and u.disabled_at is null and p.standing <> 'closed'`);

/**
 * The people at a provider: the one who is responsible, if they still do its work, or its managers instead; its managers
 * too when a notice is escalated.
 */
const PROVIDER_PEOPLE = sql`
  join providers p on p.id = due.provider_id
  join memberships m on m.provider_id = due.provider_id
  join users u on u.id = m.user_id and ${AT_WORK}
    and (m.role = 'manager' or (m.user_id = due.responsible and not due.seniors))
    and (m.user_id = due.responsible or due.escalated or not exists (
      select from memberships r join users ru on ru.id = r.user_id and ru.disabled_at is null
      where r.provider_id = due.provider_id and r.user_id = due.responsible and r.role <> 'viewer'
        and (r.role = 'manager' or not due.seniors)))`;

/** The agency's staff: the one who is responsible, or all but the one who must not do it. */
const AGENCY_PEOPLE = sql.raw(`
  join users u on u.staff_role is not null and u.disabled_at is null
    and (due.responsible is null or u.id = due.responsible) and u.id is distinct from due.but
    and (u.staff_role = 'administrator' or not due.seniors)`);

export type PlannedKind = {
  kind: string;
  side: Side;
  urgent: boolean;
  cause: Cause;
  /** After how many days people are reminded, counted from `since`; null: once, on the first day on which there is a cause. */
  steps: readonly number[] | null;
  /** The step at which a provider's managers are reminded, too. */
  escalation: number | null;
};

/** The days that a plan is about: after one day and up to another. */
type Planned = { after: string; upTo: string; at: Date };

/**
 * Which notices of a kind with steps are added: those that became `due` in these days; those that a record missed that was
 * saved in these days, `late`; or, instead of those that were not sent because their cause was gone, and is back, `again`, the
 * latest that has passed.
 */
export type Found = 'due' | 'late' | { again: readonly { subjectId: number; dueOn: string }[] };

/**
 * Adds the notices of a kind that became due after one day and up to another. When several became due for one subject, it
 * gets the latest. Each notice is sent once, ever; one that was not sent waits again.
 */
export async function insertNotices(tx: Queryable, kind: PlannedKind, planned: Planned, found: Found): Promise<void> {
  await tx.execute(insertStatement(kind, planned, found));
}

/** Returns the statement, for the bench, which asks how it is carried out. */
export function insertStatement(kind: PlannedKind, planned: Planned, found: Found): SQL {
  const { kind: name, side, urgent, cause, steps, escalation } = kind;
  const due =
    steps === null
      ? sql`select cause.*, cause.since as due_on, false as escalated from (${cause}) cause`
      : sql`
    select distinct on (found.subject_id) found.*, found.since + step.days as due_on,
      coalesce(step.days >= ${escalation}::int, false) as escalated
    from unnest(${numbers(steps)}::int[]) step (days)
    cross join lateral (select cause.* from ${atStep(cause, steps, planned, found)}) found
    where ${missed(name, found)}
    order by found.subject_id, found.since + step.days desc`;
  return sql`
    insert into notices (kind, subject_id, user_id, provider_id, due_on, urgent, created_at)
    select ${name}, due.subject_id, u.id, due.provider_id, due.due_on, ${urgent}, ${planned.at.toISOString()}::timestamptz
    from (${due}) due
    ${side === 'provider' ? PROVIDER_PEOPLE : AGENCY_PEOPLE}
    left join notice_preferences choice on choice.user_id = u.id
    where ${wantsEmail(name)} ${steps !== null && isAgain(found) ? sql`and ${hasVoid(name, steps)}` : sql``}
    on conflict (kind, subject_id, user_id, due_on)
      do update set state = 'waiting', created_at = excluded.created_at, provider_id = excluded.provider_id
      where notices.state = 'void'`;
}

const isAgain = (found: Found): found is Exclude<Found, string> => typeof found === 'object';

/** Whether a notice about the same cause was not sent to a person. */
const hasVoid = (kind: string, steps: readonly number[]) => sql`exists (
  select from notices v where v.kind = ${kind} and v.subject_id = due.subject_id and v.user_id = u.id and v.state = 'void'
    and v.due_on - due.since = any(${numbers(steps)}::int[]))`;

/** The causes for which a step is taken now. */
function atStep(cause: Cause, steps: readonly number[], { after, upTo }: Planned, found: Found): SQL {
  if (found === 'due') {
    return sql`(${cause}) cause where cause.since > ${after}::date - step.days and cause.since <= ${upTo}::date - step.days`;
  }
  // The latest step that has passed, and none of several; what is due in these days is taken as such.
  const latest = sql`cause.since <= ${after}::date - step.days and not exists (
      select from unnest(${numbers(steps)}::int[]) later (days)
      where later.days > step.days and cause.since <= ${upTo}::date - later.days)`;
  if (found === 'late') {
    return sql`(${cause}) cause where cause.saved_on between ${after}::date and ${upTo}::date and ${latest}`;
  }
  const rows = JSON.stringify(found.again.map(({ subjectId, dueOn }) => ({ subject_id: subjectId, due_on: dueOn })));
  return sql`json_to_recordset(${rows}::json) as again (subject_id bigint, due_on date)
    join (${cause}) cause on cause.subject_id = again.subject_id
      and again.due_on - cause.since = any(${numbers(steps)}::int[])
    where ${latest}`;
}

/** What was sent, or waits, was not missed, even if others do this work now. */
const missed = (kind: string, found: Found) =>
  found === 'late'
    ? sql`not exists (
      select from notices n where n.kind = ${kind} and n.subject_id = found.subject_id
        and n.due_on = found.since + step.days and n.state <> 'void')`
    : sql`true`;

/** Lists the notices of a kind that were voided, and became due after a day. */
export async function listVoid(
  tx: Queryable,
  { kind, after }: { kind: string; after: string },
): Promise<{ subjectId: number; dueOn: string }[]> {
  return tx
    .selectDistinct({ subjectId: notices.subjectId, dueOn: notices.dueOn })
    .from(notices)
    .where(and(eq(notices.kind, kind), eq(notices.state, 'void'), gt(notices.dueOn, after)));
}

/** Whether the user `u` works for several providers. */
const SEVERAL = sql.raw('(select count(*) > 1 from memberships m where m.user_id = u.id)');

/** A person for whom notices wait. */
export type Addressee = {
  userId: number;
  name: string;
  email: string;
  disabled: boolean;
  /** Whether they work for several providers, so that a page may need another one than the current. */
  several: boolean;
} & Preferences;

/** Lists people for whom notices wait, in order, starting after one of them. */
export async function listAddressees(
  db: Queryable,
  { after, urgent, limit }: { after: number; urgent: boolean; limit: number },
): Promise<Addressee[]> {
  const rows = await db.execute<{
    user_id: string;
    name: string;
    email: string;
    disabled: boolean;
    several: boolean;
    emails: boolean;
    choices: Record<string, string>;
  }>(sql`
    select u.id as user_id, u.name, u.email, u.disabled_at is not null as disabled,
      ${SEVERAL} as several,
      coalesce(choice.emails, true) as emails, coalesce(choice.choices, '{}') as choices
    from (
      select distinct user_id from notices
      where state = 'waiting' and urgent = ${urgent} and user_id > ${after}
      order by user_id limit ${limit}
    ) waiting
    join users u on u.id = waiting.user_id
    left join notice_preferences choice on choice.user_id = u.id
    order by u.id`);
  return rows.map(({ user_id, ...row }) => ({ ...row, userId: Number(user_id) }));
}

/**
 * Locks a person's notices that wait, so that of two workers only one writes the email about them. They are few, unless
 * nothing was sent for long.
 */
export async function lockWaitingNotices(
  tx: Queryable,
  { userId, urgent, limit }: { userId: number; urgent: boolean; limit: number },
): Promise<NoticeRow[]> {
  return tx
    .select(NOTICE)
    .from(notices)
    .where(and(eq(notices.userId, userId), eq(notices.state, 'waiting'), eq(notices.urgent, urgent)))
    .orderBy(notices.id)
    .limit(limit)
    .for('update');
}

const NOTICE = { id: notices.id, kind: notices.kind, subjectId: notices.subjectId, dueOn: notices.dueOn };

export type NoticeRow = { id: number; kind: string; subjectId: number; dueOn: string };

/** What waits for a person: the columns of its cause. */
export type CauseRow = {
  subjectId: number;
  /** The provider that has to do something; null: the agency. */
  providerId: number | null;
  since: string;
  title: string;
  /** The provider's name, where the words need it. */
  name: string;
  number: number | null;
  extra: unknown;
};

type RawCause = {
  subject_id: string;
  provider_id: string | null;
  since: string;
  title: string;
  name: string;
  number: number | null;
  extra: unknown;
};

const causeRow = ({ subject_id, provider_id, ...row }: RawCause): CauseRow => ({
  ...row,
  subjectId: Number(subject_id),
  providerId: provider_id === null ? null : Number(provider_id),
});

const CAUSE_COLUMNS = sql.raw(
  'cause.subject_id, cause.provider_id, cause.since::text, cause.title, cause.name, cause.number, cause.extra',
);

/**
 * Returns, for notices of one kind, what their causes are now. A notice without an entry has none: somebody recorded
 * what it asks for, or the person no longer does this work.
 * @param from how many days after `since` it begins to wait for the person
 */
export async function findCauses(
  db: Queryable,
  { ids, side, cause, from, today }: { ids: readonly number[]; side: Side; cause: Cause; from: number; today: string },
): Promise<Map<number, CauseRow & { providerName: string | null }>> {
  // A number that is compared as one is looked up by an index.
  const place = side === 'provider' ? sql`cause.provider_id = n.provider_id` : sql`n.provider_id is null`;
  const people =
    side === 'provider'
      ? sql`
    join providers p on p.id = n.provider_id
    join memberships m on m.provider_id = n.provider_id and m.user_id = u.id and ${AT_WORK}
      and (m.role = 'manager' or not cause.seniors)`
      : sql``;
  const rows = await db.execute<RawCause & { notice_id: string; provider_name: string | null }>(sql`
    select n.id as notice_id, ${side === 'provider' ? sql`p.name` : sql`null`} as provider_name, ${CAUSE_COLUMNS}
    from notices n
    join users u on u.id = n.user_id and u.disabled_at is null
    join (${cause}) cause on cause.subject_id = n.subject_id and ${place}
      and cause.since <= ${today}::date - ${from}::int
    ${people}
    where n.id = any(${numbers(ids)}::bigint[])
      and (n.provider_id is not null or (u.staff_role is not null
        and (cause.responsible is null or cause.responsible = u.id) and u.id is distinct from cause.but
        and (u.staff_role = 'administrator' or not cause.seniors)))`);
  return new Map(
    rows.map(({ notice_id, provider_name, ...row }) => [
      Number(notice_id),
      { ...causeRow(row), providerName: provider_name },
    ]),
  );
}

/**
 * Adds an email to a person for a day.
 * @returns its number; null when there is one
 */
export async function insertDigest(
  tx: Queryable,
  digest: { userId: number; day: string; urgent: boolean; createdAt: Date },
): Promise<number | null> {
  const [row] = await tx.insert(noticeDigests).values(digest).onConflictDoNothing().returning({ id: noticeDigests.id });
  return row?.id ?? null;
}

export async function setDigestMail(tx: Queryable, digestId: number, mailId: number): Promise<void> {
  await tx.update(noticeDigests).set({ mailId }).where(eq(noticeDigests.id, digestId));
}

/** Marks notices as sent with an email. */
export async function markSent(tx: Queryable, ids: readonly number[], digestId: number): Promise<void> {
  await tx
    .update(notices)
    .set({ state: 'sent', digestId })
    .where(sql`${notices.id} = any(${numbers(ids)}::bigint[])`);
}

/** Marks notices that nobody needs to get. */
export async function markVoid(tx: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(notices)
    .set({ state: 'void' })
    .where(sql`${notices.id} = any(${numbers(ids)}::bigint[])`);
}

/** Returns the email with notices that a row of `mails` is, with the person and the notices; null for other emails. */
export async function findDigest(db: Queryable, mailId: number) {
  const [digest] = await db
    .select({
      id: noticeDigests.id,
      userId: noticeDigests.userId,
      name: users.name,
      several: sql<boolean>`(select count(*) > 1 from memberships m where m.user_id = ${noticeDigests.userId})`,
    })
    .from(noticeDigests)
    .innerJoin(users, eq(users.id, noticeDigests.userId))
    .where(eq(noticeDigests.mailId, mailId));
  if (!digest) return null;
  const rows: NoticeRow[] = await db
    .select(NOTICE)
    .from(notices)
    .where(and(eq(notices.digestId, digest.id), eq(notices.state, 'sent')))
    .orderBy(notices.id);
  return { ...digest, notices: rows };
}

export type Preferences = { emails: boolean; choices: Record<string, string> };

/** Returns what a person chose; null: nothing yet. */
export async function findPreferences(db: Queryable, userId: number): Promise<Preferences | null> {
  const [row] = await db
    .select({ emails: noticePreferences.emails, choices: noticePreferences.choices })
    .from(noticePreferences)
    .where(eq(noticePreferences.userId, userId));
  return row ?? null;
}

export async function savePreferences(
  tx: Queryable,
  userId: number,
  preferences: Partial<Preferences>,
  at: Date,
): Promise<void> {
  await tx
    .insert(noticePreferences)
    .values({ userId, ...preferences, updatedAt: at })
    .onConflictDoUpdate({ target: noticePreferences.userId, set: { ...preferences, updatedAt: at } });
}

/** Whose to-do list it is: of a person at a provider, or of a member of staff. */
export type TodoOf = { userId: number; providerId: number | null; senior: boolean; today: string };

type TodoKind = {
  kind: string;
  cause: Cause;
  /** How many days after `since` it begins to wait for the person. */
  from: number;
  /** Whether people may have chosen not to be reminded of it at all. */
  canBeOff: boolean;
};

/** The rows of one kind, longest waiting first, without those that the person put off. */
type Person = Omit<TodoOf, 'userId' | 'providerId'> & {
  userId: number | Placeholder;
  providerId: number | Placeholder | null;
};

const LONGEST_FIRST = sql.raw('order by cause.since, cause.subject_id');

function todoStatement(
  { kind, cause, from, canBeOff }: TodoKind,
  of: Person,
  limit: number,
  order = LONGEST_FIRST,
): SQL {
  const whose =
    of.providerId === null
      ? sql`(cause.responsible is null or cause.responsible = ${of.userId}) and cause.but is distinct from ${of.userId}::bigint`
      : sql`cause.provider_id = ${of.providerId}`;
  const name = sql.raw(`'${kind}'`);
  const wanted = canBeOff
    ? sql`and (select choices->>${name} from notice_preferences where user_id = ${of.userId}) is distinct from 'none'`
    : sql``;
  return sql`(
    select ${name} as kind, ${CAUSE_COLUMNS}
    from (${cause}) cause
    where ${whose} and (${constant(of.senior)} or not cause.seniors) and cause.since <= ${of.today}::date - ${constant(from)}
      and not exists (
        select from todo_delays d
        where d.user_id = ${of.userId} and d.kind = ${name} and d.subject_id = cause.subject_id
          and d.until_day > ${of.today}::date)
      ${wanted}
    ${order} limit ${constant(limit)})`;
}

const union = (statements: SQL[]) => sql.join(statements, sql` union all `);

/** Lists what waits for a person, of each kind the longest waiting first, up to a limit. */
export async function listTodo(db: Queryable, kinds: readonly TodoKind[], of: TodoOf, limit: number) {
  if (kinds.length === 0) return [];
  const rows = await freshPlans(db).execute<RawCause & { kind: string }>(
    union(kinds.map((kind) => todoStatement(kind, of, limit))),
  );
  return rows.map(({ kind, ...row }) => ({ kind, cause: causeRow(row) }));
}

/** Counts the same for the header of every page, of each kind up to a limit. */
export async function countTodo(db: Queryable, kinds: readonly TodoKind[], of: TodoOf, limit: number): Promise<number> {
  if (kinds.length === 0) return 0;
  const { userId, providerId } = of;
  // What waits for the agency depends on more than the day.
  const query = providerId === null ? countStatement(db, kinds, of, limit) : keptCount(db, kinds, of, limit);
  const [row] = await query.execute({ userId, providerId });
  return row?.count ?? 0;
}

function countStatement(db: Queryable, kinds: readonly TodoKind[], of: Person, limit: number) {
  // Without an order, it reads no more than it counts.
  const statements = kinds.map((kind) => todoStatement(kind, of, limit, sql``));
  return keptPlans(db)
    .select({ count: sql<number>`count(*)::int` })
    .from(sql`(${union(statements)}) waiting`)
    .prepare('count_todo');
}

type Kept = { day: string; statements: Map<string, ReturnType<typeof countStatement>> };
const keptCounts = new WeakMap<Queryable, Kept>();

/**
 * Makes the statement once for a day, and for each setting of reminders: making and planning it takes ten times as long as
 * doing it, and it is on every page.
 */
function keptCount(db: Queryable, kinds: readonly TodoKind[], of: TodoOf, limit: number) {
  const before = keptCounts.get(db);
  const kept: Kept = before?.day === of.today ? before : { day: of.today, statements: new Map() };
  keptCounts.set(db, kept);
  const shape = JSON.stringify([kinds.map(({ kind, from }) => [kind, from]), of.senior, limit]);
  const person = { ...of, userId: sql.placeholder('userId'), providerId: sql.placeholder('providerId') };
  const statement = kept.statements.get(shape) ?? countStatement(db, kinds, person, limit);
  kept.statements.set(shape, statement);
  return statement;
}

/** Returns whether something waits for a person, put off or not. */
export async function waitsFor(db: Queryable, kind: TodoKind, of: TodoOf, subjectId: number): Promise<boolean> {
  const cause = sql`select * from (${kind.cause}) one where one.subject_id = ${subjectId}`;
  const rows = await freshPlans(db).execute(todoStatement({ ...kind, kind: '', cause, canBeOff: false }, of, 1));
  return rows.length > 0;
}

/** Puts something on a person's to-do list off until a day. */
export async function insertDelay(tx: Queryable, delay: typeof todoDelays.$inferInsert): Promise<void> {
  await tx
    .insert(todoDelays)
    .values(delay)
    .onConflictDoUpdate({
      target: [todoDelays.userId, todoDelays.kind, todoDelays.subjectId],
      set: { untilDay: delay.untilDay },
    });
}

/** Deletes notices and their emails' rows that nothing asks for anymore, and what was put off until a day that has come. */
export async function deleteOldNotices(
  db: Queryable,
  { before, today }: { before: Date; today: string },
): Promise<void> {
  await db.delete(notices).where(lt(notices.createdAt, before));
  await db
    .delete(noticeDigests)
    .where(
      and(
        lt(noticeDigests.createdAt, before),
        sql`not exists (select from notices n where n.digest_id = notice_digests.id)`,
      ),
    );
  await db.delete(todoDelays).where(lt(todoDelays.untilDay, today));
}
