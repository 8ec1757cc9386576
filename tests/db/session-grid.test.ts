import { eq, sql } from 'drizzle-orm';
import { connect } from '@/db/client';
import { events, sessionDrafts } from '@/db/schema';
import { saveSchema } from '@/lib/conference-sessions/choices';
import { writeColumns } from '@/lib/conference-sessions/columns';
import { BLANK_ROW, type GridRow, gridRowsOf } from '@/lib/conference-sessions/grid-rows';
import { keepGrid, keepList } from '@/lib/conference-sessions/keep-draft';
import { openBlankGrid, openSavedGrid } from '@/lib/conference-sessions/open-grid';
import { previewDraft } from '@/lib/conference-sessions/preview-draft';
import { saveDraft } from '@/lib/conference-sessions/save-draft';
import { editEvent } from '@/lib/events/edit-event';
import { contentOf } from '@/lib/events/event-content';
import { filledForm } from '@/lib/events/event-form-values';
import { editEventSchema } from '@/lib/events/event-input';
import { getEvent } from '@/lib/events/find-event';
import { purge } from '@/lib/jobs/purge';
import type { Context } from '@/lib/platform/visit';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenConference, givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';
import { soon } from '../support/soon';
import { waitingForLocks } from '../support/waiting-for-locks';

const test_ = testDatabase();

const CHOICES = {
  matched: 'yes',
  categoryIds: ['2'],
  description: 'A session of the conference.',
  locationKind: 'online',
  city: '',
  state: 'MT',
  zip: '',
};

/** A provider's conference on March 5 and 6, 2027, in January of that year. */
async function givenSpring(ctx?: Context) {
  const context = onDay(ctx ?? (await providerContext(test_.db)), '2027-01-15');
  const conferenceId = await givenConference(context, 'Spring Conference', {
    startsOn: '2027-03-05',
    endsOn: '2027-03-06',
  });
  return { ctx: context, conferenceId };
}

const typed = (cells: Partial<GridRow>): GridRow => ({
  ...BLANK_ROW,
  title: 'Number talks',
  instructor: 'Zoë Ñandú',
  startsOn: '3/5/2027',
  startsAt: '9:00 AM',
  endsAt: '10:15 AM',
  ...cells,
});

const keep = (ctx: Context, conferenceId: number, rows: GridRow[], requestKey: string = crypto.randomUUID()) =>
  keepGrid(ctx, { conferenceId, requestKey, rows });

const paste = (ctx: Context, conferenceId: number, lines: string[][]) =>
  keepList(ctx, {
    conferenceId,
    requestKey: crypto.randomUUID(),
    pasted: lines.map((cells) => cells.join('\t')).join('\n'),
    file: null,
  });

/** Previews a kept list with what new sessions get, and returns what its form would send. */
async function preview(
  ctx: Context,
  conferenceId: number,
  draftId: number,
  params: Record<string, string | string[]> = {},
) {
  const guess = await previewDraft(ctx, { conferenceId, draftId }, {});
  const heading = String(guess.choices.headingLine ?? 0);
  const columns = Object.fromEntries(guess.choices.columns.map((kind, index) => [`c${index}`, kind ?? '']));
  const shown = await previewDraft(
    ctx,
    { conferenceId, draftId },
    { ...CHOICES, heading, headingBefore: heading, ...columns, ...params },
  );
  const form = {
    stamp: shown.stamp,
    headingLine: String(shown.choices.headingLine ?? ''),
    columns: writeColumns(shown.choices.columns),
    ...shown.choices.defaults,
    attested: 'yes',
  };
  return { ...shown, form };
}

const save = (ctx: Context, ids: { conferenceId: number; draftId: number }, form: Record<string, string | string[]>) =>
  saveDraft(ctx, { ...saveSchema.parse(form), ...ids });

async function saved(ctx: Context, conferenceId: number, draftId: number) {
  const { form } = await preview(ctx, conferenceId, draftId);
  return save(ctx, { conferenceId, draftId }, form);
}

const sessionsOf = (ctx: Context, conferenceId: number) =>
  ctx.db.select().from(events).where(eq(events.conferenceId, conferenceId)).orderBy(events.id);

test('rows of the grid become sessions, each an event of its own, and the log says so', async () => {
  const { ctx, conferenceId } = await givenSpring();
  const rows = [
    typed({ ownNumber: 'S-101', room: 'Ballroom B' }),
    BLANK_ROW,
    typed({ title: 'Reading', startsOn: 'Day 2' }),
  ];
  const draftId = await keep(ctx, conferenceId, rows);
  expect(await sessionsOf(ctx, conferenceId)).toEqual([]);
  expect(await saved(ctx, conferenceId, draftId)).toEqual({ added: 2, edited: 0 });
  const [first, second] = await sessionsOf(ctx, conferenceId);
  expect(contentOf(await getEvent(ctx, first!.id))).toMatchObject({
    title: 'Number talks',
    ownNumber: 'S-101',
    room: 'Ballroom B',
    startsAt: '09:00',
    endsAt: '10:15',
    hours: '1.25',
    categoryIds: [2],
    conference: { id: conferenceId, name: 'Spring Conference' },
    location: { kind: 'online' },
  });
  expect(second).toMatchObject({ title: 'Reading', startsOn: '2027-03-06' });
  const { details } = await expectAudit(ctx.db, 'conference.sessions_saved', `conference:${conferenceId}`);
  expect(details).toEqual({ added: 2, edited: 0, from: 'grid' });
  await expectAudit(ctx.db, 'event.added', `event:${first!.id}`);
});

test('a list is saved once, even when its form arrives twice at once', async () => {
  const { ctx, conferenceId } = await givenSpring();
  const draftId = await keep(ctx, conferenceId, [typed({})]);
  const { form } = await preview(ctx, conferenceId, draftId);
  const twice = await Promise.all([1, 2].map(() => save(ctx, { conferenceId, draftId }, form)));
  expect(twice).toEqual([
    { added: 1, edited: 0 },
    { added: 1, edited: 0 },
  ]);
  expect(await sessionsOf(ctx, conferenceId)).toHaveLength(1);
});

test('a grid sent again replaces its rows until they are saved, and is refused afterwards', async () => {
  const { ctx, conferenceId } = await givenSpring();
  const key = crypto.randomUUID();
  const first = await keep(ctx, conferenceId, [typed({ title: 'Typo' })], key);
  expect(await keep(ctx, conferenceId, [typed({ title: 'Right' })], key)).toBe(first);
  const { values } = await openBlankGrid(ctx, conferenceId, first);
  expect(gridRowsOf(values)).toEqual([typed({ title: 'Right' })]);
  await saved(ctx, conferenceId, first);
  await expect(keep(ctx, conferenceId, [typed({})], key)).rejects.toMatchObject({ code: 'conflict' });
});

test('rows with a problem are not saved, the others are, and with a stale preview none is', async () => {
  const { ctx, conferenceId } = await givenSpring();
  const draftId = await keep(ctx, conferenceId, [typed({}), typed({ title: 'Elsewhere', startsOn: '3/9/2027' })]);
  const { form, plan } = await preview(ctx, conferenceId, draftId);
  expect(plan.rows.map(({ kind }) => kind)).toEqual(['new', 'wrong']);
  await expect(save(ctx, { conferenceId, draftId }, { ...form, stamp: '0'.repeat(64) })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(saveSchema.safeParse({ ...form, attested: '' }).success).toBe(false);
  expect(await sessionsOf(ctx, conferenceId)).toEqual([]);
  expect(await save(ctx, { conferenceId, draftId }, form)).toEqual({ added: 1, edited: 0 });
  // The page that says what was saved names the others, with why.
  const { draft } = await previewDraft(ctx, { conferenceId, draftId }, {});
  expect(draft.about.leftOut).toEqual([
    { line: 2, title: 'Elsewhere', why: [expect.stringContaining('March 9, 2027 is outside of the conference')] },
  ]);
});

test('sessions that are over are saved only once their dates are confirmed', async () => {
  const { ctx: before, conferenceId } = await givenSpring();
  const ctx = onDay(before, '2027-03-10');
  const draftId = await keep(ctx, conferenceId, [typed({})]);
  const { form } = await preview(ctx, conferenceId, draftId);
  const ids = { conferenceId, draftId };
  await expect(save(ctx, ids, form)).rejects.toMatchObject({ code: 'invalid' });
  expect(await save(ctx, ids, { ...form, past: 'yes' })).toEqual({ added: 1, edited: 0 });
});

describe('a list with own numbers', () => {
  const HEADINGS = ['No.', 'Title', 'Presenter', 'Date', 'Start', 'End', 'Room', 'Category'];
  const line = (number: string, title: string, room = 'Room 1') => [
    number,
    title,
    'Zoë Ñandú',
    '3/5/2027',
    '9:00 AM',
    '10:15 AM',
    room,
    'Mathematics',
  ];

  test('is imported again: changes what changed, skips what is the same, names what is missing', async () => {
    const { ctx, conferenceId } = await givenSpring();
    await saved(
      ctx,
      conferenceId,
      await paste(ctx, conferenceId, [HEADINGS, line('1', 'A'), line('2', 'B'), line('3', 'C')]),
    );
    const [a, b, c] = await sessionsOf(ctx, conferenceId);
    const draftId = await paste(ctx, conferenceId, [
      HEADINGS,
      line('1', 'A'),
      line('2', 'B', 'Room 9'),
      line('4', 'D'),
    ]);
    const { plan, form } = await preview(ctx, conferenceId, draftId);
    expect(plan.rows.map(({ kind }) => kind)).toEqual(['same', 'changed', 'new']);
    expect(plan.missing).toEqual([{ id: c!.id, title: 'C' }]);
    expect(await save(ctx, { conferenceId, draftId }, form)).toEqual({ added: 1, edited: 1 });
    const after = await sessionsOf(ctx, conferenceId);
    expect(after.map(({ title, room, version }) => [title, room, version])).toEqual([
      ['A', 'Room 1', 1],
      ['B', 'Room 9', 2],
      ['C', 'Room 1', 1],
      ['D', 'Room 1', 1],
    ]);
    expect(after[0]).toEqual(a);
    const { details } = await expectAudit(ctx.db, 'event.edited', `event:${b!.id}`);
    expect(details).toMatchObject({ changes: { room: { before: 'Room 1', after: 'Room 9' } } });
  });

  test('takes no number of an event outside of the conference', async () => {
    const { ctx, conferenceId } = await givenSpring();
    const other = await givenEvent(ctx, { ownNumber: 'x-1' });
    const draftId = await paste(ctx, conferenceId, [HEADINGS, line('X-1', 'A')]);
    const { plan } = await preview(ctx, conferenceId, draftId);
    expect(plan.rows).toEqual([expect.objectContaining({ kind: 'wrong', eventId: other })]);
  });

  test('of many sessions is saved whole', async () => {
    const { ctx, conferenceId } = await givenSpring();
    const lines = Array.from({ length: 120 }, (_, index) => line(String(index + 1), `Session ${index + 1}`));
    expect(await saved(ctx, conferenceId, await paste(ctx, conferenceId, [HEADINGS, ...lines]))).toEqual({
      added: 120,
      edited: 0,
    });
    expect(await sessionsOf(ctx, conferenceId)).toHaveLength(120);
  });
});

describe('two people who edit the grid at once', () => {
  async function givenThree() {
    const { ctx, conferenceId } = await givenSpring();
    await saved(
      ctx,
      conferenceId,
      await keep(
        ctx,
        conferenceId,
        ['A', 'B', 'C'].map((title) => typed({ title })),
      ),
    );
    return { ctx, conferenceId };
  }

  const rowsIn = async (ctx: Context, conferenceId: number) =>
    gridRowsOf((await openSavedGrid(ctx, conferenceId)).values);

  const change = (rows: GridRow[], at: number, cells: Partial<GridRow>) =>
    rows.map((row, index) => (index === at ? { ...row, ...cells } : row));

  test('each save their own rows: what nobody touched stays as the other saved it', async () => {
    const { ctx, conferenceId } = await givenThree();
    const [mine, theirs] = [await rowsIn(ctx, conferenceId), await rowsIn(ctx, conferenceId)];
    await saved(ctx, conferenceId, await keep(ctx, conferenceId, change(theirs, 0, { room: 'Room 1' })));
    const more = [...change(mine, 1, { room: 'Room 2' }), typed({ title: 'D' })];
    expect(await saved(ctx, conferenceId, await keep(ctx, conferenceId, more))).toEqual({ added: 1, edited: 1 });
    expect((await sessionsOf(ctx, conferenceId)).map(({ title, room }) => [title, room])).toEqual([
      ['A', 'Room 1'],
      ['B', 'Room 2'],
      ['C', null],
      ['D', null],
    ]);
  });

  test('of the same row, the later one is refused by name, and the other rows are saved', async () => {
    const { ctx, conferenceId } = await givenThree();
    const [mine, theirs] = [await rowsIn(ctx, conferenceId), await rowsIn(ctx, conferenceId)];
    await saved(ctx, conferenceId, await keep(ctx, conferenceId, change(theirs, 0, { room: 'Room 1' })));
    const draftId = await keep(ctx, conferenceId, change(change(mine, 0, { room: 'Room 7' }), 2, { room: 'Room 3' }));
    const { plan, form } = await preview(ctx, conferenceId, draftId);
    expect(plan.rows).toEqual([
      expect.objectContaining({
        kind: 'wrong',
        title: 'A',
        differences: [{ field: 'Room', before: 'Room 1', after: 'Room 7' }],
      }),
      expect.objectContaining({ kind: 'changed', title: 'C' }),
    ]);
    expect(await save(ctx, { conferenceId, draftId }, form)).toEqual({ added: 0, edited: 1 });
  });

  /** Saves both at the same moment, each at a server of its own: both wait for the conference before either goes on. */
  async function savedTogether(ctx: Context, conferenceId: number, drafts: readonly [number, number]) {
    const servers = [connect(test_.url, { max: 1 }), connect(test_.url, { max: 1 })];
    try {
      const forms: Record<string, string | string[]>[] = [];
      for (const draftId of drafts) forms.push((await preview(ctx, conferenceId, draftId)).form);
      let saves: Promise<PromiseSettledResult<unknown>[]> = Promise.resolve([]);
      await test_.owner.transaction(async (tx) => {
        await tx.execute(sql`select from conferences where id = ${conferenceId} for update`);
        saves = Promise.allSettled(
          drafts.map((draftId, index) =>
            save({ ...ctx, db: servers[index]! }, { conferenceId, draftId }, forms[index]!),
          ),
        );
        await soon(async () => (await waitingForLocks(test_.db)) === 2);
      });
      return await saves;
    } finally {
      for (const server of servers) await server.$client.end();
    }
  }

  const roomsOf = async (ctx: Context, conferenceId: number) =>
    (await sessionsOf(ctx, conferenceId)).map(({ title, room }) => `${title}: ${room ?? '-'}`).toSorted();

  test('saved by both at the same moment, all rows of both are there', async () => {
    const { ctx, conferenceId } = await givenThree();
    const [mine, theirs] = [await rowsIn(ctx, conferenceId), await rowsIn(ctx, conferenceId)];
    const drafts = [
      await keep(ctx, conferenceId, [...change(mine, 0, { room: 'Room 1' }), typed({ title: 'D' })]),
      await keep(ctx, conferenceId, [...change(theirs, 1, { room: 'Room 2' }), typed({ title: 'E' })]),
    ] as const;
    const outcomes = await savedTogether(ctx, conferenceId, drafts);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await roomsOf(ctx, conferenceId)).toEqual(['A: Room 1', 'B: Room 2', 'C: -', 'D: -', 'E: -']);
  });

  test('of one row, saved by both at the same moment: one is refused entirely, and still has all its rows', async () => {
    const { ctx, conferenceId } = await givenThree();
    const [mine, theirs] = [await rowsIn(ctx, conferenceId), await rowsIn(ctx, conferenceId)];
    const drafts = [
      await keep(ctx, conferenceId, [...change(mine, 0, { room: 'Room 1' }), typed({ title: 'D' })]),
      await keep(ctx, conferenceId, [
        ...change(change(theirs, 0, { room: 'Room 2' }), 2, { room: 'Room 3' }),
        typed({ title: 'D' }),
      ]),
    ] as const;
    const outcomes = await savedTogether(ctx, conferenceId, drafts);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = outcomes.findIndex(({ status }) => status === 'rejected');
    expect(outcomes[refused]).toMatchObject({ reason: { code: 'conflict' } });
    const [saved, other] = refused === 0 ? ['Room 2', 'Room 1'] : ['Room 1', 'Room 2'];
    // The preview, opened again, names the row that both changed, and the session that both added.
    const { plan, form } = await preview(ctx, conferenceId, drafts[refused]!);
    expect(plan.rows.map(({ kind, title }) => [title, kind])).toEqual([
      ['A', 'wrong'],
      ...(refused === 1 ? [['C', 'changed']] : []),
      ['D', 'repeated'],
    ]);
    expect(plan.rows[0]).toMatchObject({ differences: [{ field: 'Room', before: saved, after: other }] });
    if (refused === 1) await save(ctx, { conferenceId, draftId: drafts[1] }, form);
    expect(await roomsOf(ctx, conferenceId)).toEqual([`A: ${saved}`, 'B: -', 'C: Room 3', 'D: -']);
  });

  test('who add the same session at the same moment add it once', async () => {
    const { ctx, conferenceId } = await givenThree();
    const draft = () => keep(ctx, conferenceId, [typed({ title: 'D' })]);
    const outcomes = await savedTogether(ctx, conferenceId, [await draft(), await draft()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await roomsOf(ctx, conferenceId)).toEqual(['A: -', 'B: -', 'C: -', 'D: -']);
  });

  test('a change between the preview and its saving saves nothing', async () => {
    const { ctx, conferenceId } = await givenThree();
    const [first] = await sessionsOf(ctx, conferenceId);
    const draftId = await keep(ctx, conferenceId, change(await rowsIn(ctx, conferenceId), 0, { room: 'Room 7' }));
    const { form } = await preview(ctx, conferenceId, draftId);
    const content = { ...contentOf(await getEvent(ctx, first!.id)), room: 'Room 1' };
    const edit = editEventSchema.parse({ ...filledForm(content), attested: 'yes', version: '1' });
    await editEvent(ctx, { ...edit, eventId: first!.id });
    await expect(save(ctx, { conferenceId, draftId }, form)).rejects.toMatchObject({ code: 'conflict' });
    expect(await getEvent(ctx, first!.id)).toMatchObject({ room: 'Room 1', version: 2 });
  });

  test('sessions that are over are not in the grid', async () => {
    const { ctx, conferenceId } = await givenThree();
    const { values, left } = await openSavedGrid(onDay(ctx, '2027-03-06'), conferenceId);
    expect(gridRowsOf(values)).toEqual([]);
    expect(left).toBe(3);
  });
});

describe('a conference and its lists', () => {
  test('of another provider do not exist', async () => {
    const { ctx, conferenceId } = await givenSpring();
    const other = await givenSpring();
    const draftId = await keep(ctx, conferenceId, [typed({})]);
    await expect(keep(other.ctx, conferenceId, [typed({})])).rejects.toMatchObject({ code: 'not_found' });
    await expect(previewDraft(other.ctx, { conferenceId, draftId }, {})).rejects.toMatchObject({ code: 'not_found' });
    // Nor does a list under another conference.
    const ids = { conferenceId: other.conferenceId, draftId };
    await expect(previewDraft(other.ctx, ids, {})).rejects.toMatchObject({ code: 'not_found' });
    const { form } = await preview(ctx, conferenceId, draftId);
    await expect(save(other.ctx, ids, form)).rejects.toMatchObject({ code: 'not_found' });
    await expect(save(other.ctx, { conferenceId, draftId }, form)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('are not for viewers and staff', async () => {
    const { ctx, conferenceId } = await givenSpring();
    const staff = onDay(await staffContext(test_.db), '2027-01-15');
    await expect(openBlankGrid(staff, conferenceId, null)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(keep(staff, conferenceId, [typed({})])).rejects.toMatchObject({ code: 'forbidden' });
    if (ctx.actor.kind !== 'provider') throw new Error('a provider has conferences');
    const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } };
    await expect(openSavedGrid(viewer, conferenceId)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('take no sessions once the conference is closed', async () => {
    const { ctx } = await givenSpring();
    const closed = { startsOn: '2027-03-05', closedAt: ctx.clock.now(), closedBy: ctx.actor.userId };
    const conferenceId = await givenConference(ctx, 'Closed Conference', closed);
    await expect(keep(ctx, conferenceId, [typed({})])).rejects.toMatchObject({ code: 'invalid' });
  });

  test('are deleted after a day', async () => {
    const { ctx, conferenceId } = await givenSpring();
    const draftId = await keep(ctx, conferenceId, [typed({})]);
    const rows = () => test_.owner.select().from(sessionDrafts).where(eq(sessionDrafts.id, draftId));
    await purge(ctx);
    expect(await rows()).toHaveLength(1);
    await purge(onDay(ctx, '2027-01-17'));
    expect(await rows()).toEqual([]);
  });
});
