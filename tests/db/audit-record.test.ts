import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { desc, eq, sql } from 'drizzle-orm';
import { connect } from '@/db/client';
import { auditEntries, mails } from '@/db/schema';
import { type Actor, type Attendee, type Job, type Staff, VISITOR } from '@/lib/access/actor';
import { anchorFile, readAnchors, writeAnchor } from '@/lib/audit/anchors';
import type { AuditEntry } from '@/lib/audit/entries';
import { asVisitor, record } from '@/lib/audit/record';
import { verifyChain } from '@/lib/audit/verify';
import { clockAt } from '@/lib/platform/clock';
import { DELIVER_BULK_MAIL } from '@/lib/platform/job-kinds';
import { databaseUrl, testDatabase } from '../support/database';
import { givenApprovedRun } from '../support/disposals';
import { givenEvent } from '../support/events';
import { onDay, providerContext } from '../support/people';

const testDb = testDatabase();
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function ownFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pdups-record-'));
  folders.push(folder);
  return folder;
}

// Runs first, while the log is still empty.
test('an empty log is intact, has no progress to report, and no anchor', async () => {
  const progress: number[] = [];
  const verified = await verifyChain(testDb.db, { anchors: [], onProgress: (done) => progress.push(done) });
  expect(verified).toEqual({ links: 0, erased: 0, anchors: 0, problems: [] });
  expect(progress).toEqual([]);
  const dataDir = ownFolder();
  await writeAnchor(await providerContext(testDb.db), { dataDir, mailTo: 'records@example.org' });
  expect(await readAnchors(anchorFile(dataDir))).toMatchObject({ anchors: [], unreadable: 0 });
  expect(await testDb.db.select().from(mails)).toEqual([]);
  // A log that is empty now but was not before has been cut off.
  const at = '2026-05-02T00:00:00.000Z';
  const anchors = [
    { at, position: 3, hash: '0'.repeat(64) },
    { at, position: 4, hash: '0'.repeat(64) },
  ];
  expect(await verifyChain(testDb.db, { anchors })).toEqual({
    links: 0,
    erased: 0,
    anchors: 2,
    problems: [{ position: 1, sentence: `The end was cut off: the chain had 3 links at ${at}, and has 0.` }],
  });
});

const CLOCK = clockAt(() => new Date('2026-05-01T18:00:00Z'));

/** Records one entry by this actor, and returns its row. */
async function recorded(actor: Actor | typeof VISITOR, entry: AuditEntry, address = '192.0.2.1') {
  await record(testDb.db, { clock: CLOCK, requestId: 'request-1', address, actor }, entry);
  const [row] = await testDb.db.select().from(auditEntries).orderBy(desc(auditEntries.id)).limit(1);
  return row!;
}

const SIGN_OUT = { action: 'sign_out', subject: 'user:5' } as const;
/** Makes changes that only the server's administrator could make, verifies as `verifyChain` does, and undoes them. */
async function tampered(changes: ReturnType<typeof sql>[], options: Partial<Parameters<typeof verifyChain>[1]> = {}) {
  const url = databaseUrl(process.env.TEST_DATABASE_ADMIN_URL!, new URL(testDb.url).pathname.slice(1));
  const administrator = connect(url, { max: 1 });
  let verified: Awaited<ReturnType<typeof verifyChain>> | undefined;
  try {
    await administrator.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      for (const change of changes) await tx.execute(change);
      verified = await verifyChain(tx, { anchors: [], ...options });
      tx.rollback();
    });
  } catch (error) {
    if (!verified) throw error;
  } finally {
    await administrator.$client.end();
  }
  return verified!;
}

test('a log of one entry is checked, too', async () => {
  await recorded(VISITOR, SIGN_OUT);
  expect(await verifyChain(testDb.db, { anchors: [] })).toMatchObject({ links: 1, problems: [] });
  expect((await tampered([sql`update audit_entries set action = 'x'`])).problems).toHaveLength(1);
});

const NOBODYS = { userId: null, onBehalfOf: null, actorThrough: null };

test('an entry names who acted, whose permissions they used, and on behalf of which provider', async () => {
  const { actor: editor } = await providerContext(testDb.db, { role: 'editor' });
  const { userId } = editor;
  const staff: Staff = { kind: 'staff', userId, name: 'Sam Roe', username: 'sroe', role: 'staff' };
  const acting: Staff = { ...staff, onBehalfOf: { providerId: 77, providerName: 'Bitterroot', standing: 'good' } };
  const job = (who: Job['for']): Job => ({ kind: 'job', name: 'deliver mail', for: who });
  const key = { keyId: 3, publicId: 'abc', providerId: 8, signedOnly: true };
  const attendee = (through: Attendee['through'], attendeeId: number | null = null): Attendee => ({
    kind: 'attendee',
    through,
    attendeeId,
  });
  const person = { userId, onBehalfOf: null, actorThrough: null };
  const cases: [Actor | typeof VISITOR, Partial<typeof auditEntries.$inferSelect>][] = [
    [editor, { actorKind: 'provider', actorId: String(userId), ...person }],
    [staff, { actorKind: 'staff', actorId: String(userId), ...person }],
    [acting, { actorKind: 'staff', actorId: String(userId), ...person, onBehalfOf: 77 }],
    [job(editor), { actorKind: 'job', actorId: 'deliver mail', ...person }],
    [job(acting), { actorKind: 'job', actorId: 'deliver mail', ...person, onBehalfOf: 77 }],
    [job(null), { actorKind: 'job', actorId: 'deliver mail', ...NOBODYS }],
    [
      attendee({ kind: 'share_link', linkId: 4 }),
      { actorKind: 'attendee', actorId: null, ...NOBODYS, actorThrough: 'share_link:4' },
    ],
    [
      attendee({ kind: 'mailed_code', linkId: 6 }, 9),
      { actorKind: 'attendee', actorId: '9', ...NOBODYS, actorThrough: 'mailed_code:6' },
    ],
    [
      attendee({ kind: 'course_link', ...key }, 9),
      { actorKind: 'attendee', actorId: '9', ...NOBODYS, actorThrough: 'course_link:abc' },
    ],
    [
      { kind: 'learning_system', providerName: 'Bitterroot', keyMadeBy: 1, standing: 'good', ...key },
      { actorKind: 'learning_system', actorId: 'abc', ...NOBODYS },
    ],
    [
      { kind: 'command_line', command: 'npm run user:create' },
      { actorKind: 'command_line', actorId: 'npm run user:create', ...NOBODYS },
    ],
    [VISITOR, { actorKind: 'visitor', actorId: null, ...NOBODYS }],
  ];
  for (const [actor, columns] of cases) {
    expect(await recorded(actor, SIGN_OUT)).toMatchObject({
      ...columns,
      at: new Date('2026-05-01T18:00:00Z'),
      action: 'sign_out',
      subjectType: 'user',
      subjectId: 5,
      providerId: null,
      requestId: 'request-1',
      address: '192.0.2.1',
      details: {},
    });
  }
});

test('an entry names its record, and the provider that the record belongs to', async () => {
  const ctx = await providerContext(testDb.db);
  const { providerId } = ctx.actor;
  const eventId = await givenEvent(ctx);
  const details = { attendeeId: 1 };
  expect(await recorded(VISITOR, { action: 'attendee.removed', subject: `event:${eventId}`, details })).toMatchObject({
    action: 'attendee.removed',
    subjectType: 'event',
    subjectId: eventId,
    providerId,
    details,
  });
  const label = { key: 'k', label: 'Moodle' };
  expect(
    await recorded(VISITOR, { action: 'learning_system.key_made', subject: 'provider:8', details: label }),
  ).toMatchObject({ subjectType: 'provider', subjectId: 8, providerId: 8, details: label });
  // Changes to a person's membership belong to that provider, too.
  const place = { providerId: 9, role: 'viewer' };
  expect(await recorded(VISITOR, { action: 'user.access_given', subject: 'user:5', details: place })).toMatchObject({
    subjectType: 'user',
    subjectId: 5,
    providerId: 9,
    details: place,
  });
  const created = { firstAccess: 'link', staffRole: 'staff', providerId: undefined } as const;
  expect(await recorded(VISITOR, { action: 'user.created', subject: 'user:5', details: created })).toMatchObject({
    providerId: null,
  });
  // A username that does not exist, and a person at the server, who has no address.
  expect(await recorded(VISITOR, { action: 'sign_in.refused', subject: 'user:unknown' }, '')).toMatchObject({
    subjectType: 'user',
    subjectId: null,
    providerId: null,
    address: null,
  });
});

test('what a visitor does is logged as nobody’s, whoever used the context before', async () => {
  const ctx = await providerContext(testDb.db);
  const { actor, address, db, session } = asVisitor(ctx);
  expect({ actor, address, session }).toEqual({
    actor: { kind: 'visitor' },
    address: ctx.address,
    session: ctx.session,
  });
  expect(db === ctx.db).toBe(true);
});

test('only its owner can read the file of anchors, even if others left something in it', async () => {
  const ctx = await providerContext(testDb.db);
  const dataDir = ownFolder();
  await writeAnchor(ctx, { dataDir, mailTo: null });
  const file = path.join(dataDir, 'audit-anchors.log');
  expect(anchorFile(dataDir)).toBe(file);
  expect(await testDb.db.select().from(mails)).toEqual([]);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const line = readFileSync(file, 'utf8');
  expect(line).toMatch(/^2026-05-01T18:00:00\.000Z \d+ [0-9a-f]{64}\n$/);
  const hash = 'a1'.repeat(32);
  const good = `2026-05-02T00:00:00.000Z 12 ${hash}`;
  writeFileSync(
    file,
    [
      `  ${good}\r`,
      `2026-05-02T00:00:00.000Z 123456789012345 ${hash}`,
      '',
      '   ',
      `x ${good}`,
      `${good} x`,
      `${good}0`,
      `2026-05-02T00:00:00.000Z 1234567890123456 ${hash}`,
      `2026-05-02T00:00:00.000Z -1 ${hash}`,
      `2026-05-02T00:00:00.000Z 12 ${hash.toUpperCase()}`,
      '',
    ].join('\n'),
  );
  expect(await readAnchors(file)).toEqual({
    anchors: [12, 123_456_789_012_345].map((position) => ({ at: '2026-05-02T00:00:00.000Z', position, hash })),
    unreadable: 6,
    isUnfinished: false,
  });
  // A missing file has no anchors. A file that cannot be read is not the same as a file without anchors.
  expect(await readAnchors(path.join(dataDir, 'none'))).toEqual({ anchors: [], unreadable: 0, isUnfinished: false });
  await expect(readAnchors(dataDir)).rejects.toMatchObject({ code: 'EISDIR' });
});

test('the email with an anchor says what it is for, and waits behind emails that people are waiting for', async () => {
  const ctx = await providerContext(testDb.db);
  await recorded(VISITOR, SIGN_OUT);
  const dataDir = ownFolder();
  const mailTo = `records-${crypto.randomUUID()}@example.org`;
  await writeAnchor(ctx, { dataDir, mailTo });
  const line = readFileSync(anchorFile(dataDir), 'utf8').trim();
  const [mail] = await testDb.db.select().from(mails).where(eq(mails.toAddress, mailTo));
  expect(mail).toMatchObject({
    kind: 'audit.anchor',
    subject: `Audit log: ${line.split(' ')[1]} entries`,
    createdAt: new Date('2026-05-01T18:00:00Z'),
  });
  expect(mail!.text).toContain('Keep this email.');
  expect(mail!.text).toMatch(
    /save the line below in a file and run\s+“npm run audit:verify -- --anchors <file>”\.\s+2026-/,
  );
  expect(mail!.text).toContain(line);
  const jobs = await testDb.owner.execute(sql`
    select t.identifier as task from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where j.payload->>'mailId' = ${String(mail!.id)}`);
  expect([...jobs]).toEqual([{ task: DELIVER_BULK_MAIL.name }]);
  // If the log has not grown, the anchor is written but not sent again. If it has grown, it is sent.
  await writeAnchor(onDay(ctx, '2026-05-02'), { dataDir, mailTo });
  expect(await testDb.db.select().from(mails).where(eq(mails.toAddress, mailTo))).toHaveLength(1);
});

/** Returns the newest entries with their positions in the chain, oldest first. */
async function newest(count: number) {
  await testDb.db.transaction(async (tx) => {
    const ctx = { clock: CLOCK, requestId: 'request-1', address: '192.0.2.1', actor: VISITOR };
    for (let n = 0; n < count; n++) await record(tx, ctx, SIGN_OUT);
  });
  const rows = await testDb.db.execute<{ id: string; position: string; hash: string }>(
    sql`select entry_id as id, position, hash from audit_chain order by position desc limit ${count}`,
  );
  return rows.map(({ id, position, hash }) => ({ id: Number(id), position: Number(position), hash })).reverse();
}

test('missing links are named from the first to the last, and a missing entry is not the same as an erased one', async () => {
  const [first, second, third] = await newest(4);
  const links = sql`delete from audit_chain where position in (${first!.position}, ${second!.position})`;
  const entries = sql`delete from audit_entries where id in (${first!.id}, ${second!.id})`;
  expect((await tampered([links, entries])).problems).toEqual([
    {
      position: first!.position,
      sentence: `Links ${first!.position} to ${second!.position} are missing.`,
    },
  ]);
  expect(await tampered([sql`delete from audit_entries where id = ${third!.id}`])).toMatchObject({
    erased: 0,
    problems: [{ position: third!.position, sentence: `Entry ${third!.id} is gone.` }],
  });
  // A missing first link is noticed, too.
  expect((await tampered([sql`delete from audit_chain where position = 1`])).problems[0]).toEqual({
    position: 1,
    sentence: 'Link 1 is missing.',
  });
});

test('only details and address that an approved run erased count as erased', async () => {
  const [listed, other] = await newest(2);
  await givenApprovedRun(testDb.db, [['audit_entries', listed!.id]]);
  const { erased } = await verifyChain(testDb.db, { anchors: [] });
  const erase = (id: number, what = sql`details = null, address = null`) =>
    sql`update audit_entries set ${what} where id = ${id}`;
  expect(await tampered([erase(listed!.id)])).toMatchObject({ erased: erased + 1, problems: [] });
  const [another] = await newest(1);
  await givenApprovedRun(testDb.db, [['audit_entries', another!.id]]);
  expect(await tampered([erase(listed!.id), erase(another!.id)])).toMatchObject({ erased: erased + 2, problems: [] });
  expect(await tampered([erase(other!.id)])).toMatchObject({
    erased,
    problems: [
      { position: other!.position, sentence: `The details of entry ${other!.id} were erased without a disposal run.` },
    ],
  });
  // Removing half of it, or replacing it, is a change.
  for (const half of [sql`details = null`, sql`address = null`, sql`details = null, address = '192.0.2.9'`]) {
    expect(await tampered([erase(listed!.id, half)])).toMatchObject({
      erased,
      problems: [
        { position: listed!.position, sentence: `The details or the address of entry ${listed!.id} were changed.` },
      ],
    });
  }
  expect(await tampered([sql`delete from audit_entries where id = ${listed!.id}`])).toMatchObject({
    erased,
    problems: [{ position: listed!.position, sentence: `Entry ${listed!.id} is gone.` }],
  });
});

test('problems are listed up to a limit, the first ones first, and the check continues to the end', async () => {
  const broken = await newest(102);
  const [first, second] = broken;
  const change = sql`update audit_entries set action = 'x' where id >= ${first!.id}`;
  const progress: [number, number][] = [];
  const { links, problems } = await tampered([change], {
    onProgress: (done, total) => progress.push([done, total]),
  });
  const last = broken.at(-1)!.position;
  expect(links).toBe(last);
  expect(progress).toEqual([[last, last]]);
  expect(problems).toHaveLength(100);
  expect(problems.slice(0, 2)).toEqual(
    [first!, second!].map(({ id, position }) => ({ position, sentence: `Entry ${id}, or its link, was changed.` })),
  );
  const two = (await tampered([change], { maxProblems: 2 })).problems;
  expect(two).toEqual(problems.slice(0, 2));
  const unchained = sql`delete from audit_chain where position >= ${first!.position}`;
  expect((await tampered([unchained])).problems).toHaveLength(100);
  expect((await tampered([unchained], { maxProblems: 1 })).problems).toEqual([
    { position: null, sentence: `Entry ${first!.id} is in no link of the chain.` },
  ]);
});

test('each anchor is compared with the link at its position', async () => {
  const [one, two] = await newest(2);
  const at = '2026-05-02T00:00:00.000Z';
  const whole = [one!, two!].map(({ position, hash }) => ({ at, position, hash }));
  expect(await verifyChain(testDb.db, { anchors: whole })).toMatchObject({ anchors: 2, problems: [] });
  const later = '2026-05-03T00:00:00.000Z';
  const forged = { at: later, position: one!.position, hash: two!.hash };
  expect(await verifyChain(testDb.db, { anchors: [...whole, forged] })).toMatchObject({
    anchors: 3,
    problems: [{ position: one!.position, sentence: `The link does not match the one recorded at ${later}.` }],
  });
});

test('a log that is longer than one read is checked to its end', async () => {
  await testDb.db.execute(sql`
    insert into audit_entries (at, actor_kind, action, subject_type, details)
    select now(), 'visitor', 'sign_out', 'user', '{}' from generate_series(1, 10001)`);
  const [last] = await newest(1);
  const progress: [number, number][] = [];
  const change = sql`update audit_entries set action = 'x' where id = ${last!.id}`;
  const { links, problems } = await tampered([change], { onProgress: (done, total) => progress.push([done, total]) });
  expect(links).toBe(last!.position);
  expect(problems).toHaveLength(1);
  expect(progress).toEqual([
    [10_000, links],
    [links, links],
  ]);
});
