import '../support/settings';
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { attendees, auditEntries } from '@/db/schema';
import { addAttendee } from '@/lib/attendees/add-attendee';
import { editAttendee } from '@/lib/attendees/edit-attendee';
import { exportRoster } from '@/lib/attendees/export-roster';
import { importRoster, importSchema } from '@/lib/attendees/import/import-roster';
import { keepUpload, rereadUpload } from '@/lib/attendees/import/keep-upload';
import { matchingText } from '@/lib/attendees/import/matching';
import { previewImport } from '@/lib/attendees/import/preview-import';
import { readSpreadsheet } from '@/lib/attendees/import/spreadsheet';
import { listAttendees } from '@/lib/attendees/list-attendees';
import { markAttendees } from '@/lib/attendees/mark-attendees';
import { markEveryone, previewMarkEveryone } from '@/lib/attendees/mark-everyone';
import { removeAttendee } from '@/lib/attendees/remove-attendee';
import { readRosterQuery } from '@/lib/attendees/roster-query';
import { issueCertificates } from '@/lib/certificates/issue/issue-certificates';
import { editEvent } from '@/lib/events/edit-event';
import { contentOf } from '@/lib/events/event-content';
import { getEvent } from '@/lib/events/find-event';
import { purge } from '@/lib/jobs/purge';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { onDay, providerContext, staffContext } from '../support/people';
import { rosterFile } from '../support/roster-files';

const testDb = testDatabase();
afterAll(() => closeRenderer());

async function anEvent() {
  const ctx = await providerContext(testDb.db);
  return { ctx, eventId: await givenEvent(ctx) };
}

const ZOE = {
  name: 'Zoë Ñandú',
  email: 'zoe@example.org',
  school: 'Big Sky School',
  educatorNumber: '',
  units: null,
  completed: false,
};

const rosterOf = (eventId: number) =>
  testDb.db
    .select()
    .from(attendees)
    .where(and(eq(attendees.eventId, eventId), isNull(attendees.removedAt)))
    .orderBy(asc(attendees.name));

async function lastEntry(eventId: number) {
  const [entry] = await testDb.db
    .select()
    .from(auditEntries)
    .where(isAbout(`event:${eventId}`))
    .orderBy(desc(auditEntries.id));
  return entry!;
}

/** Uploads a list and imports what its own headings suggest, like the page when nothing is changed. */
async function importText(ctx: Context, eventId: number, pasted: string, more: Record<string, unknown> = {}) {
  const uploadId = await keepUpload(ctx, { eventId, pasted, file: null });
  const { matching } = await previewImport(ctx, { eventId, uploadId }, {});
  const input = importSchema.parse({
    columns: matchingText(matching.columns),
    headings: matching.headings ? 'yes' : 'no',
    unmarked: 'leave',
    choice: 'all',
    ...more,
  });
  return importRoster(ctx, { ...input, eventId, uploadId });
}

const LIST =
  'Name,Email,PDUs,Completed\nZoë Ñandú,zoe@example.org,6,yes\n李小龙,li@example.org,,\nBroken,not an address,,';

test('a person who is added without units gets the event’s, and nobody gets more', async () => {
  const { ctx, eventId } = await anEvent();
  await addAttendee(ctx, { eventId, ...ZOE });
  expect(await rosterOf(eventId)).toMatchObject([{ name: 'Zoë Ñandú', units: '6.25', source: 'roster' }]);
  const more = { ...ZOE, email: 'li@example.org', units: '6.5' };
  await expect(addAttendee(ctx, { eventId, ...more })).rejects.toMatchObject({
    code: 'invalid',
    sentence: expect.stringContaining('at most 6.25'),
  });
});

test('the same person is on a roster once, and can come back after being removed', async () => {
  const { ctx, eventId } = await anEvent();
  const attendeeId = await addAttendee(ctx, { eventId, ...ZOE });
  const again = { eventId, ...ZOE, name: 'ZOE NANDU', email: 'ZOE@example.org' };
  await expect(addAttendee(ctx, again)).rejects.toMatchObject({ code: 'conflict' });
  await removeAttendee(ctx, { eventId, attendeeId });
  await expectAudit(testDb.db, 'attendee.added', `event:${eventId}`, {
    actorKind: 'provider',
    actorId: String(ctx.actor.userId),
    userId: ctx.actor.userId,
    providerId: ctx.actor.providerId,
    requestId: ctx.requestId,
    address: ctx.address,
    details: { attendeeId },
  });
  await expectAudit(testDb.db, 'attendee.removed', `event:${eventId}`, { details: { attendeeId } });
  await addAttendee(ctx, again);
  expect(await rosterOf(eventId)).toMatchObject([{ name: 'ZOE NANDU' }]);
  // People share addresses: another name is another person.
  await addAttendee(ctx, { ...again, name: 'Sam Hill' });
  expect(await rosterOf(eventId)).toHaveLength(2);
});

test('two people change one line: the later one sees both versions and chooses', async () => {
  const { ctx, eventId } = await anEvent();
  const attendeeId = await addAttendee(ctx, { eventId, ...ZOE });
  const edit = { eventId, attendeeId, ...ZOE, version: 1 };
  expect(await editAttendee(ctx, { ...edit, school: 'Helena' })).toBeNull();
  const mine = { ...edit, school: 'Butte' };
  const conflict = await editAttendee(ctx, mine);
  expect(conflict).toMatchObject({
    version: 2,
    differences: [{ field: 'School or district', before: 'Helena', after: 'Butte' }],
  });
  expect(await editAttendee(ctx, { ...mine, overVersion: conflict!.version })).toBeNull();
  await expectAudit(testDb.db, 'attendee.edited', `event:${eventId}`, {
    details: { attendeeId, fields: expect.any(Array) },
  });
  expect(await rosterOf(eventId)).toMatchObject([{ school: 'Butte', version: 3 }]);
});

test('a person with a certificate stays on the roster and stays completed; their line changes, the certificate does not', async () => {
  const ctx = onDay(await providerContext(testDb.db), '2026-05-04');
  const eventId = await givenEvent(ctx);
  const attendeeId = await givenAttendee(ctx, eventId, { identity: 'email:zoe@example.org' });
  const other = await givenAttendee(ctx, eventId, { name: 'Li', email: null });
  await issueCertificates(ctx, { eventId, attendeeIds: [attendeeId] });
  await expect(removeAttendee(ctx, { eventId, attendeeId })).rejects.toMatchObject({
    code: 'conflict',
    sentence: expect.stringContaining('Revoke the certificate first'),
  });
  expect(await markAttendees(ctx, { eventId, mark: 'all-open', attendees: [] })).toMatchObject({ marked: 1, kept: 1 });
  expect((await rosterOf(eventId)).filter(({ completed }) => completed)).toMatchObject([{ id: attendeeId }]);
  const edit = { eventId, attendeeId, ...ZOE, educatorNumber: '12345', version: 2, overVersion: 99 };
  await expect(editAttendee(ctx, edit)).rejects.toMatchObject({ code: 'invalid' });
  const [{ version } = { version: 0 }] = (await rosterOf(eventId)).filter(({ id }) => id === attendeeId);
  expect(
    await editAttendee(ctx, { ...edit, completed: true, name: 'Zoë Nandu', version, overVersion: undefined }),
  ).toBeNull();
  await removeAttendee(ctx, { eventId, attendeeId: other });
  expect(await rosterOf(eventId)).toMatchObject([{ name: 'Zoë Nandu', currentCertificateId: expect.any(Number) }]);
});

test('chosen people, or all, are marked; people of another event never are', async () => {
  const { ctx, eventId } = await anEvent();
  const ids = [
    await addAttendee(ctx, { eventId, ...ZOE }),
    await addAttendee(ctx, { eventId, ...ZOE, email: 'b@example.org' }),
  ];
  const elsewhere = await givenAttendee(ctx, await givenEvent(ctx), { completed: false });
  const chosen = { eventId, mark: 'completed' as const, attendees: [ids[0]!, elsewhere] };
  expect(await markAttendees(ctx, chosen)).toMatchObject({ marked: 1, kept: 0 });
  expect((await lastEntry(eventId)).details).toEqual({ completed: true, marked: 1 });
  expect(await markEveryone(ctx, { eventId, expected: 1 })).toBe(1);
  await expectAudit(testDb.db, 'attendees.marked', `event:${eventId}`, { details: { completed: true, marked: 1 } });
  const [row] = await testDb.db.select().from(attendees).where(eq(attendees.id, elsewhere));
  expect(row!.completed).toBe(false);
});

test('before everyone is marked, the page says with how many PDUs, and which names look misspelled', async () => {
  const ctx = await providerContext(testDb.db);
  const eventId = await givenEvent(ctx);
  await givenAttendee(ctx, eventId, { name: 'ANA REDFERN', completed: false });
  await givenAttendee(ctx, eventId, { name: 'Bo Light', completed: false });
  await givenAttendee(ctx, eventId, { name: 'Cy Oke', units: '3', completed: false, school: '' });
  await givenAttendee(ctx, eventId, { name: 'NO UNITS', units: '0', completed: false });
  await givenAttendee(ctx, eventId, { name: 'DONE' });
  expect(await previewMarkEveryone(ctx, eventId)).toMatchObject({
    toMark: 3,
    people: [
      { name: 'ANA REDFERN', units: '6.25', school: 'Big Sky School' },
      { name: 'Bo Light', units: '6.25' },
      { name: 'Cy Oke', units: '3.00' },
    ],
    byUnits: [
      { units: '6.25', people: 2 },
      { units: '3', people: 1 },
    ],
    unusual: [{ name: 'ANA REDFERN', about: 'All in one case' }],
    unusualCount: 1,
  });
});

test('a person with 0 PDUs is on the roster as not completed, and is not marked until they have some', async () => {
  const ctx = await providerContext(testDb.db);
  const eventId = await givenEvent(ctx);
  const nora = { name: 'Nora None', email: null, school: '', educatorNumber: '', units: '0' };
  await expect(addAttendee(ctx, { ...nora, completed: true, eventId })).rejects.toMatchObject({
    sentence: expect.stringMatching(/^A person with 0 PDUs has not completed the event/),
  });
  const attendeeId = await addAttendee(ctx, { ...nora, completed: false, eventId });
  await addAttendee(ctx, { ...nora, name: 'Ana Redfern', units: null, completed: false, eventId });
  expect(await markAttendees(ctx, { eventId, mark: 'completed', attendees: [attendeeId] })).toEqual({
    marked: 0,
    kept: 0,
    withoutUnits: 1,
  });
  expect(await previewMarkEveryone(ctx, eventId)).toMatchObject({ toMark: 1, withoutUnits: 1 });
  expect(await markEveryone(ctx, { eventId, expected: 1 })).toBe(1);
  // The database refuses it, too.
  await expect(
    testDb.db.update(attendees).set({ completed: true }).where(eq(attendees.id, attendeeId)),
  ).rejects.toMatchObject({ cause: { constraint_name: 'attendees_completed_with_units' } });
  const edit = { ...nora, eventId, attendeeId, version: 1 };
  await expect(editAttendee(ctx, { ...edit, completed: true })).rejects.toMatchObject({ code: 'invalid' });
  expect(await editAttendee(ctx, { ...edit, units: '0.25', completed: true })).toBeNull();
});

test('a list that gives 0 PDUs to a person does not complete the event for them', async () => {
  const ctx = await providerContext(testDb.db);
  const eventId = await givenEvent(ctx);
  const pasted = 'Name,PDUs,Completed\nNora None,0,yes\nAna Redfern,2,yes';
  const uploadId = await keepUpload(ctx, { eventId, pasted, file: null });
  const { plan } = await previewImport(ctx, { eventId, uploadId }, {});
  expect(plan).toMatchObject([
    { notes: ['0 PDUs, so not completed.'], person: { units: '0', completed: false } },
    { notes: [], person: { units: '2', completed: true } },
  ]);
});

test('a list is imported line by line, and importing it again changes nothing', async () => {
  const { ctx, eventId } = await anEvent();
  expect(await importText(ctx, eventId, LIST)).toEqual({ added: 2, changed: 0 });
  await expectAudit(testDb.db, 'attendees.imported', `event:${eventId}`, {
    details: { added: 2, changed: 0, from: 'pasted' },
  });
  const first = await rosterOf(eventId);
  expect(first).toMatchObject([
    { name: 'Zoë Ñandú', units: '6.00', completed: true },
    { name: '李小龙', units: '6.25', completed: false },
  ]);
  // Only counts, and nobody's name.
  expect(await lastEntry(eventId)).toMatchObject({
    action: 'attendees.imported',
    details: { added: 2, changed: 0, from: 'pasted' },
  });
  expect(await importText(ctx, eventId, LIST)).toEqual({ added: 0, changed: 0 });
  expect(await rosterOf(eventId)).toEqual(first);
  expect(await importText(ctx, eventId, LIST.replace(',6,', ',5.5,'))).toEqual({ added: 0, changed: 1 });
});

test('only the checked lines are imported, and a checked line with a problem is not', async () => {
  const { ctx, eventId } = await anEvent();
  expect(await importText(ctx, eventId, LIST, { choice: 'ticked', lines: ['3', '4'] })).toEqual({
    added: 1,
    changed: 0,
  });
  expect(await rosterOf(eventId)).toMatchObject([{ name: '李小龙' }]);
  await expect(importText(ctx, eventId, LIST, { choice: 'ticked' })).rejects.toMatchObject({ code: 'invalid' });
});

test('two people import the same list at once, and everybody is on the roster once', async () => {
  const { ctx, eventId } = await anEvent();
  const outcomes = await Promise.all(Array.from({ length: 4 }, () => importText(ctx, eventId, LIST)));
  expect(outcomes.reduce((sum, { added }) => sum + added, 0)).toBe(2);
  expect(await rosterOf(eventId)).toHaveLength(2);
});

test('an import that fails in its last step leaves nothing behind', async () => {
  const { ctx, eventId } = await anEvent();
  await importText(ctx, eventId, 'Name,Email\nZoe,zoe@example.org');
  const before = await rosterOf(eventId);
  const uploadId = await keepUpload(ctx, { eventId, pasted: LIST, file: null });
  const input = importSchema.parse({ columns: 'neuc', headings: 'yes', unmarked: 'leave', choice: 'all' });
  // The log is written last and asks for the time.
  let asked = 0;
  const now = () => {
    if (++asked > 1) throw new Error('no time');
    return ctx.clock.now();
  };
  const failing = { ...ctx, clock: { ...ctx.clock, now } };
  await expect(importRoster(failing, { ...input, eventId, uploadId })).rejects.toThrow('no time');
  expect(asked).toBe(2);
  expect(await rosterOf(eventId)).toEqual(before);
});

test('a long list is imported completely', async () => {
  const { ctx, eventId } = await anEvent();
  const list = Array.from({ length: 3_000 }, (_, n) => `Person ${n},p${n}@example.org`).join('\n');
  expect(await importText(ctx, eventId, list)).toEqual({ added: 3_000, changed: 0 });
  const { counts, attendees: page, next } = await listAttendees(ctx, eventId, readRosterQuery({}));
  expect(counts).toEqual({ attendees: 3_000, completed: 0, withCertificate: 0 });
  expect(page).toHaveLength(50);
  const second = await listAttendees(ctx, eventId, next!);
  expect(second.attendees[0]!.name > page.at(-1)!.name).toBe(true);
  const back = await listAttendees(ctx, eventId, second.previous!);
  expect(back.attendees.map(({ id }) => id)).toEqual(page.map(({ id }) => id));
});

test('people are found without accents, in any script, and by their other details', async () => {
  const { ctx, eventId } = await anEvent();
  await importText(
    ctx,
    eventId,
    'Name,Email,School\nZoë Ñandú,zoe@example.org,Big Sky\nनरेंद्र,n@example.org,Helena\n100% Kim,k@example.org,X_Y',
  );
  const found = async (q: string, show = '') =>
    (await listAttendees(ctx, eventId, readRosterQuery({ q, show }))).attendees.map(({ email }) => email);
  expect(await found('nandu')).toEqual(['zoe@example.org']);
  expect(await found('ÑANDÚ big')).toEqual(['zoe@example.org']);
  expect(await found('नरेंद्र')).toEqual(['n@example.org']);
  expect(await found('%')).toEqual(['k@example.org']);
  expect(await found('helena n@')).toEqual(['n@example.org']);
  expect(await found('', 'completed')).toEqual([]);
});

test('another provider’s roster is not found, viewers and staff read and change nothing', async () => {
  const { ctx, eventId } = await anEvent();
  const attendeeId = await addAttendee(ctx, { eventId, ...ZOE });
  const uploadId = await keepUpload(ctx, { eventId, pasted: 'Li', file: null });
  const changes = [
    (other: Context) => addAttendee(other, { eventId, ...ZOE, email: 'x@example.org' }),
    (other: Context) => editAttendee(other, { eventId, attendeeId, ...ZOE, name: 'X', version: 1 }),
    (other: Context) => removeAttendee(other, { eventId, attendeeId }),
    (other: Context) => markEveryone(other, { eventId, expected: 1 }),
    (other: Context) => keepUpload(other, { eventId, pasted: 'Li', file: null }),
    (other: Context) => importText(other, eventId, 'Li'),
    (other: Context) => previewImport(other, { eventId, uploadId }, {}),
    (other: Context) => rereadUpload(other, { eventId, uploadId, sheet: 0, encoding: undefined }),
  ];
  const stranger = await providerContext(testDb.db);
  const viewer = { ...ctx, actor: { ...ctx.actor, role: 'viewer' as const } } as Context;
  const staff = await staffContext(testDb.db);
  for (const change of changes) {
    await expect(change(stranger)).rejects.toMatchObject({ code: 'not_found' });
    await expect(change(viewer)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(change(staff)).rejects.toMatchObject({ code: 'forbidden' });
  }
  for (const reader of [viewer, staff]) {
    expect((await listAttendees(reader, eventId, readRosterQuery({}))).attendees).toMatchObject([
      { name: 'Zoë Ñandú' },
    ]);
  }
  await expect(listAttendees(stranger, eventId, readRosterQuery({}))).rejects.toMatchObject({ code: 'not_found' });
  await expect(exportRoster(stranger, eventId, 'csv')).rejects.toMatchObject({ code: 'not_found' });
  expect(await rosterOf(eventId)).toMatchObject([{ name: 'Zoë Ñandú', completed: false, version: 1 }]);
});

test('people who share an address are all on the roster, in one list or in two, and can be edited', async () => {
  const { ctx, eventId } = await anEvent();
  const shared = 'office@example.org';
  await importText(ctx, eventId, `Name,Email\nAna Redfern,${shared}\nBo Light,${shared}`);
  await importText(ctx, eventId, `Name,Email\nCy Oke,${shared}`);
  expect(await importText(ctx, eventId, `Name,Email\nCy Oke,${shared}\nAna Redfern,${shared}`)).toEqual({
    added: 0,
    changed: 0,
  });
  const people = await rosterOf(eventId);
  expect(people.map(({ name, email }) => [name, email])).toEqual([
    ['Ana Redfern', shared],
    ['Bo Light', shared],
    ['Cy Oke', shared],
  ]);
  const edit = { ...ZOE, name: 'Bo Lightfoot', email: shared, eventId, attendeeId: people[1]!.id, version: 1 };
  expect(await editAttendee(ctx, edit)).toBeNull();
  expect((await rosterOf(eventId)).map(({ name }) => name)).toEqual(['Ana Redfern', 'Bo Lightfoot', 'Cy Oke']);
});

test('doubtful people are left out of an import of all, and another sheet of a file can be read', async () => {
  const { ctx, eventId } = await anEvent();
  const fromFile = async (name: string) =>
    keepUpload(ctx, { eventId, pasted: '', file: { name, bytes: rosterFile(name) } });
  const input = importSchema.parse({ columns: 'nc', headings: 'yes', unmarked: 'leave', choice: 'all' });
  const filtered = await fromFile('ej-filter.xlsx');
  expect(await importRoster(ctx, { ...input, eventId, uploadId: filtered })).toEqual({ added: 1, changed: 0 });
  const rooms = await fromFile('ej-sheets.xlsx');
  const other = await rereadUpload(ctx, { eventId, uploadId: rooms, sheet: 1, encoding: undefined });
  expect((await previewImport(ctx, { eventId, uploadId: other }, {})).plan).toMatchObject([{ name: 'Room Two' }]);
  const again = await fromFile('shiftjis.csv');
  const wrong = await rereadUpload(ctx, { eventId, uploadId: again, sheet: undefined, encoding: 'macintosh' });
  expect((await previewImport(ctx, { eventId, uploadId: wrong }, {})).upload.about).toEqual({ encoding: 'macintosh' });
  // Pasted text needs no decoding.
  const pasted = await keepUpload(ctx, { eventId, pasted: 'Li', file: null });
  const reread = rereadUpload(ctx, { eventId, uploadId: pasted, sheet: 1, encoding: undefined });
  await expect(reread).rejects.toMatchObject({ code: 'not_found' });
});

test('a list of one event is not imported into another, and is gone after a day', async () => {
  const { ctx, eventId } = await anEvent();
  const uploadId = await keepUpload(ctx, { eventId, pasted: 'Li', file: null });
  const other = await givenEvent(ctx);
  await expect(previewImport(ctx, { eventId: other, uploadId }, {})).rejects.toMatchObject({ code: 'not_found' });
  await purge(onDay(ctx, '2026-05-01'));
  expect((await previewImport(ctx, { eventId, uploadId }, {})).plan).toHaveLength(1);
  await purge(onDay(ctx, '2026-05-03'));
  await expect(previewImport(ctx, { eventId, uploadId }, {})).rejects.toMatchObject({ code: 'not_found' });
});

test('a roster is exported and imported again unchanged, and no cell of it is a formula', async () => {
  const { ctx, eventId } = await anEvent();
  await addAttendee(ctx, { eventId, ...ZOE, name: '=cmd|/c calc', school: '+1 School', completed: true });
  const csv = (await exportRoster(ctx, eventId, 'csv')).bytes.toString();
  expect(csv).toContain("'=cmd|/c calc");
  const { bytes } = await exportRoster(ctx, eventId, 'xlsx');
  expect((await readSpreadsheet(bytes))[1]![1].slice(0, 6)).toEqual([
    '=cmd|/c calc',
    'zoe@example.org',
    '+1 School',
    '',
    '6.25',
    'Yes',
  ]);
  expect(await importText(ctx, eventId, csv)).toEqual({ added: 0, changed: 0 });
});

test('the units of a roster follow the event’s hours, and nobody keeps more than the event gives', async () => {
  const { ctx, eventId } = await anEvent();
  await addAttendee(ctx, { eventId, ...ZOE });
  await addAttendee(ctx, { eventId, ...ZOE, email: 'part@example.org', units: '2' });
  const units = async () => (await rosterOf(eventId)).map((row) => row.units).sort();
  const edit = async (hours: string, version: number) => {
    const event = await getEvent(ctx, eventId);
    await editEvent(ctx, { ...contentOf(event), hours, eventId, version } as Parameters<typeof editEvent>[1]);
  };
  await edit('3.5', 1);
  expect(await units()).toEqual(['2.00', '3.50']);
  await edit('1.25', 2);
  expect(await units()).toEqual(['1.25', '1.25']);
});
