import type postgres from 'postgres';
import { beginRun } from '../../lib/certificates/runs/begin-run';
import { saveSchema } from '../../lib/conference-sessions/choices';
import { writeColumns } from '../../lib/conference-sessions/columns';
import { keepList } from '../../lib/conference-sessions/keep-draft';
import { previewDraft } from '../../lib/conference-sessions/preview-draft';
import { saveDraft } from '../../lib/conference-sessions/save-draft';
import type { Day } from '../../lib/platform/clock';
import { addDays } from '../../lib/platform/days';
import { warmReaders } from '../../lib/platform/untrusted/read-in-worker';
import type { Context } from '../../lib/platform/visit';
import { issueConference } from '../../lib/whole-conference/begin-runs';
import type { Line } from './report';
import { medianTimes, type Requests } from './requests';

const SESSIONS = 300;
const PEOPLE = 5_000;
/** How many certificates the same server issues for one event, to compare the pace. */
const ALONE = 1_000;
/** How long importing the grid may take, in seconds. */
const ASKED_SECONDS = 5;

type Place = { requests: Requests; sql: postgres.Sql; ctx: Context; providerId: number };

/** How many sessions each person attends, and how often pages are opened. */
export type Size = { each: number; rounds: number };

/**
 * Measures a conference of 300 sessions and 5,000 people: importing its sessions, its page, and issuing the certificates of
 * all sessions at once.
 */
export async function measureWholeConference(place: Place, { each, rounds }: Size): Promise<Line[]> {
  const { requests, sql, ctx, providerId } = place;
  const conferenceId = await addConference(place);
  const imported = await importSessions(ctx, conferenceId);
  const ids = (
    await sql<{ id: string }[]>`select id from events where conference_id = ${conferenceId} order by id`
  ).map(({ id }) => Number(id));
  if (ids.length !== SESSIONS) throw new Error(`${ids.length} of ${SESSIONS} sessions were added.`);
  await fill(place, conferenceId, each);

  const one = `/events/${ids[0]}`;
  const [whole, event, roster] = await medianTimes(rounds, [
    () => requests.get('large', `/conferences/${conferenceId}`),
    () => requests.get('large', one),
    () => requests.get('large', `/conferences/${conferenceId}/roster`),
  ]);

  const [{ id: aloneId }] = await sql<[{ id: string }]>`
    update events set starts_on = current_date - 3, ends_on = current_date - 2 where id = (
      select id from events where provider_id = ${providerId} and conference_id is null and canceled_at is null
        and not asynchronous order by id desc limit 1)
    returning id`;
  await sql`insert into attendees (event_id, name, units, completed, source, identity, created_at, updated_at)
    select ${aloneId}, 'Maria Lopez ' || n, 0.25, true, 'roster', 'alone ' || n, now(), now() from generate_series(1, ${ALONE}::int) n`;
  const alone = await paceOf(place, [Number(aloneId)], ALONE, () =>
    beginRun(ctx, { eventId: Number(aloneId), kind: 'issue', requestKey: crypto.randomUUID() }),
  );
  const expected = PEOPLE * each;
  const together = await paceOf(place, ids, expected, () =>
    issueConference(ctx, { conferenceId, requestKey: crypto.randomUUID(), expected, unsigned: true }),
  );
  return [
    {
      what: `A list of ${SESSIONS} sessions from upload to saved sessions`,
      ratio: imported.total / ASKED_SECONDS,
      limit: '≤ 1',
      raw: `${imported.total.toFixed(1)} s, of ${ASKED_SECONDS}: read ${imported.read.toFixed(1)} s, preview ${imported.preview.toFixed(1)} s, save ${imported.save.toFixed(1)} s`,
    },
    {
      what: `The page of a conference of ${SESSIONS} sessions and ${PEOPLE.toLocaleString('en-US')} people vs one of its sessions’ page`,
      ratio: whole! / event!,
      limit: '≤ 2',
      raw: `${whole!.toFixed(1)} ms vs ${event!.toFixed(1)} ms`,
    },
    {
      what: 'The roster of that conference, first page, vs one of its sessions’ page',
      ratio: roster! / event!,
      limit: null,
      raw: `${roster!.toFixed(1)} ms vs ${event!.toFixed(1)} ms`,
    },
    {
      what: `Issuing the ${expected.toLocaleString('en-US')} certificates of that conference vs ${ALONE.toLocaleString('en-US')} of one event, per certificate`,
      ratio: together.msEach / alone.msEach,
      limit: 'about 1',
      raw: `${together.msEach.toFixed(2)} ms vs ${alone.msEach.toFixed(2)} ms; ${together.seconds.toFixed(0)} s for all, begun in ${together.begun.toFixed(1)} s`,
    },
  ];
}

async function addConference({ sql, ctx, providerId }: Place): Promise<number> {
  const by = ctx.actor.userId;
  const [{ id }] = await sql<[{ id: string }]>`
    insert into conferences (provider_id, name, starts_on, ends_on, created_by, created_at, updated_by, updated_at, request_key)
    values (${providerId}, 'Large conference', current_date + 30, current_date + 31, ${by}, now(), ${by}, now(), gen_random_uuid())
    returning id`;
  return Number(id);
}

/** Imports the sessions as a person does: uploads a list, looks at its preview, and saves it. Returns the seconds of each. */
async function importSessions(ctx: Context, conferenceId: number) {
  warmReaders();
  const list = sessionList(addDays(ctx.clock.today(), 30));
  const begun = performance.now();
  const draftId = await keepList(ctx, {
    conferenceId,
    requestKey: crypto.randomUUID(),
    pasted: '',
    file: { name: 'sessions.csv', bytes: new TextEncoder().encode(list) },
  });
  const read = performance.now();
  const guess = await previewDraft(ctx, { conferenceId, draftId }, {});
  const heading = String(guess.choices.headingLine ?? 0);
  const columns = Object.fromEntries(guess.choices.columns.map((kind, index) => [`c${index}`, kind ?? '']));
  const shared = { categoryIds: ['2'], description: 'A session of the conference.', locationKind: 'online' };
  const shown = await previewDraft(
    ctx,
    { conferenceId, draftId },
    { matched: 'yes', ...shared, city: '', state: 'MT', zip: '', heading, headingBefore: heading, ...columns },
  );
  const previewed = performance.now();
  const form = {
    stamp: shown.stamp,
    headingLine: String(shown.choices.headingLine ?? ''),
    columns: writeColumns(shown.choices.columns),
    ...shown.choices.defaults,
    attested: 'yes',
  };
  const { added } = await saveDraft(ctx, { ...saveSchema.parse(form), conferenceId, draftId });
  if (added !== SESSIONS) throw new Error(`${added} of ${SESSIONS} sessions were added.`);
  const end = performance.now();
  const seconds = (from: number, to: number) => (to - from) / 1000;
  return {
    total: seconds(begun, end),
    read: seconds(begun, read),
    preview: seconds(read, previewed),
    save: seconds(previewed, end),
  };
}

/** Ten sessions at a time, from eight o’clock on, on two days. */
function sessionList(first: Day): string {
  const rows = Array.from({ length: SESSIONS }, (_, n) => {
    const slot = Math.floor(n / 10);
    const hour = 8 + (slot % 15);
    const day = addDays(first, Math.floor(slot / 15));
    return [
      `C-${n}`,
      `Session ${n}`,
      `Presenter ${n % 40}`,
      day,
      `${hour}:00`,
      `${hour}:50`,
      '0.75',
      `Room ${n % 10}`,
    ].join(',');
  });
  return ['No.,Title,Presenter,Date,Start,End,Hours,Room', ...rows].join('\n');
}

/** Moves the conference into the past, and puts everybody on the rosters of some sessions that they completed. */
async function fill({ sql }: Place, conferenceId: number, each: number): Promise<void> {
  await sql`update conferences set starts_on = starts_on - 33, ends_on = ends_on - 33 where id = ${conferenceId}`;
  await sql`update events set starts_on = starts_on - 33, ends_on = ends_on - 33 where conference_id = ${conferenceId}`;
  await sql`
    insert into attendees (event_id, name, email, school, units, completed, source, identity, created_at, updated_at)
    select s.id, 'Maria Lopez ' || n, 'person' || n || '@example.org', 'School ' || n % 50, 0.75, true, 'roster',
      'person ' || n, now(), now()
    from generate_series(1, ${PEOPLE}::int) n, generate_series(1, ${each}::int) k,
      (select id, row_number() over (order by id) - 1 as place from events where conference_id = ${conferenceId}) s
    where s.place = (n * 7 + k * 61) % ${SESSIONS}::int`;
  // As autovacuum leaves the tables a minute later.
  await sql`vacuum (analyze) attendees, events`;
}

/** Begins runs and waits for them. Returns the time per certificate, and that of beginning them. */
async function paceOf({ sql }: Place, eventIds: readonly number[], expected: number, begin: () => Promise<unknown>) {
  const start = performance.now();
  await begin();
  const begun = (performance.now() - start) / 1000;
  for (;;) {
    const [{ running, failed }] = await sql<[{ running: number; failed: number }]>`
      select count(*) filter (where state = 'running')::int as running, count(*) filter (where state <> 'done')::int as failed
      from issuing_runs where event_id = any(${eventIds as number[]})`;
    if (running === 0) {
      const [{ issued }] = await sql<[{ issued: number }]>`
        select sum(issued_count)::int as issued from events where id = any(${eventIds as number[]})`;
      if (failed > 0 || issued !== expected) throw new Error(`${issued} of ${expected} certificates were issued.`);
      const seconds = (performance.now() - start) / 1000;
      return { msEach: (seconds * 1000) / expected, seconds, begun };
    }
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
