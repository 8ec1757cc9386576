import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { connect } from '@/db/client';
import { migrate } from '@/db/migrate';
import { mails } from '@/db/schema';
import { anchorFile, readAnchors, writeAnchor } from '@/lib/audit/anchors';
import { record } from '@/lib/audit/record';
import { verifyChain } from '@/lib/audit/verify';
import { asAdmin, databaseUrl, testDatabase, waitForDisk } from '../support/database';
import { migrationsBefore } from '../support/migrations-before';
import { onDay, providerContext } from '../support/people';

const testDb = testDatabase();
const before = migrationsBefore('audit_chain');
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function ownFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'pdups-audit-'));
  folders.push(folder);
  return folder;
}

/** Writes three entries. Returns their ids and the position of the last one in the chain. */
async function threeEntries() {
  const ctx = await providerContext(testDb.db);
  for (const attendeeId of [1, 2, 3]) {
    await record(testDb.db, ctx, { action: 'attendee.removed', subject: 'event:1', details: { attendeeId } });
  }
  const rows = await testDb.db.execute<{ position: string; entry_id: string }>(
    sql`select position, entry_id from audit_chain order by position desc limit 3`,
  );
  const [third, second, first] = rows.map(({ position, entry_id }) => ({ position: +position, id: +entry_id }));
  return { ctx, first: first!, second: second!, third: third! };
}

const sentences = async (options: Parameters<typeof verifyChain>[1] = { anchors: [] }) =>
  (await verifyChain(testDb.db, options)).problems;

/** Returns the address of this file's database for another account. */
const urlOf = (account: string) => databaseUrl(account, new URL(testDb.url).pathname.slice(1));

/**
 * Makes a change that only the server's administrator could make, bypassing all triggers, then verifies and undoes it.
 */
async function tampered(change: ReturnType<typeof sql>[], options?: Parameters<typeof verifyChain>[1]) {
  let problems: Awaited<ReturnType<typeof sentences>> = [];
  const administrator = connect(urlOf(process.env.TEST_DATABASE_ADMIN_URL!), { max: 1 });
  await administrator
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      for (const statement of change) await tx.execute(statement);
      problems = (await verifyChain(tx, options ?? { anchors: [] })).problems;
      throw new Error('undone');
    })
    .catch((error: Error) => {
      if (error.message !== 'undone') throw error;
    })
    .finally(() => administrator.$client.end());
  return problems;
}

test('a log that nobody changed is intact', async () => {
  await threeEntries();
  expect(await sentences()).toEqual([]);
});

test('each way of changing the log is found, with its position', async () => {
  const { second, third } = await threeEntries();
  const at = second.position;
  const where = sql`where id = ${second.id}`;
  const payload = `The details or the address of entry ${second.id} were changed.`;
  const changed = `Entry ${second.id}, or its link, was changed.`;
  const cases: [ReturnType<typeof sql>[], { position: number | null; sentence: string }[]][] = [
    [[sql`update audit_entries set details = '{"attendeeId": 9}' ${where}`], [{ position: at, sentence: payload }]],
    [[sql`update audit_entries set address = '192.0.2.9' ${where}`], [{ position: at, sentence: payload }]],
    ...[
      sql`actor_kind = 'staff'`,
      sql`actor_id = '0'`,
      sql`actor_through = 'share_link:1'`,
      sql`user_id = 0`,
      sql`on_behalf_of = 5`,
      sql`action = 'attendee.added'`,
      sql`subject_type = 'user'`,
      sql`subject_id = 2`,
      sql`provider_id = 77`,
      sql`request_id = 'x'`,
      sql`at = at + interval '1 microsecond'`,
    ].map((change): [ReturnType<typeof sql>[], { position: number; sentence: string }[]] => [
      [sql`update audit_entries set ${change} ${where}`],
      [{ position: at, sentence: changed }],
    ]),
    [
      [sql`update audit_entries set details = null, address = null ${where}`],
      [{ position: at, sentence: `The details of entry ${second.id} were erased without a disposal run.` }],
    ],
    [[sql`delete from audit_entries ${where}`], [{ position: at, sentence: `Entry ${second.id} is gone.` }]],
    [
      [sql`delete from audit_entries ${where}`, sql`delete from audit_chain where entry_id = ${second.id}`],
      [{ position: at, sentence: `Link ${at} is missing.` }],
    ],
    [
      [sql`delete from audit_chain where entry_id in (${second.id}, ${third.id})`],
      [
        { position: null, sentence: `Entry ${second.id} is in no link of the chain.` },
        { position: null, sentence: `Entry ${third.id} is in no link of the chain.` },
      ],
    ],
    [
      // A link recomputed for a changed entry no longer matches the next one.
      [
        sql`update audit_entries set details = '{"attendeeId": 9}' ${where}`,
        sql`update audit_chain c set
          payload_digest = encode(sha256(convert_to(audit_payload(e), 'UTF8')), 'hex'),
          hash = encode(sha256(convert_to(concat_ws('|', c.previous_hash, c.position,
            encode(sha256(convert_to(audit_payload(e), 'UTF8')), 'hex'), audit_head(e)), 'UTF8')), 'hex')
          from audit_entries e where e.id = c.entry_id and c.entry_id = ${second.id}`,
      ],
      [{ position: third.position, sentence: 'The link does not continue the one before it.' }],
    ],
  ];
  for (const [change, expected] of cases) expect(await tampered(change)).toEqual(expected);
  expect(await sentences()).toEqual([]);
});

test('an end that was cut off is noticed from the line written outside of the database', async () => {
  const { ctx, third } = await threeEntries();
  const dataDir = ownFolder();
  await writeAnchor(ctx, { dataDir, mailTo: null });
  const { anchors } = await readAnchors(anchorFile(dataDir));
  expect(anchors).toEqual([{ at: ctx.clock.now().toISOString(), position: third.position, hash: expect.any(String) }]);
  const cutOff = [
    sql`delete from audit_entries where id = ${third.id}`,
    sql`delete from audit_chain where entry_id = ${third.id}`,
  ];
  expect(await tampered(cutOff)).toEqual([]);
  expect(await tampered(cutOff, { anchors })).toEqual([
    { position: third.position, sentence: expect.stringMatching(/^The end was cut off: the chain had \d+ links at /) },
  ]);
  // A completely recomputed chain differs from the anchored one.
  const another = anchors.map((anchor) => ({ ...anchor, hash: '0'.repeat(64) }));
  expect(await sentences({ anchors: another })).toEqual([
    { position: third.position, sentence: expect.stringMatching(/^The link does not match the one recorded at /) },
  ]);
  expect(await sentences({ anchors })).toEqual([]);
});

test('an anchor is written each hour, and emailed only when the log has grown', async () => {
  const { ctx } = await threeEntries();
  const dataDir = ownFolder();
  const mailTo = `records-${crypto.randomUUID()}@example.org`;
  const emails = () => testDb.db.select().from(mails).where(eq(mails.toAddress, mailTo));
  await writeAnchor(ctx, { dataDir, mailTo });
  await writeAnchor(onDay(ctx, '2026-05-02'), { dataDir, mailTo });
  const { anchors } = await readAnchors(anchorFile(dataDir));
  expect(anchors).toHaveLength(2);
  expect(await emails()).toHaveLength(1);
  expect((await emails())[0]!.text).toContain(`${anchors[0]!.position} ${anchors[0]!.hash}`);
  await threeEntries();
  await writeAnchor(ctx, { dataDir, mailTo });
  expect(await emails()).toHaveLength(2);
  appendFileSync(anchorFile(dataDir), 'not an anchor\n');
  expect(await readAnchors(anchorFile(dataDir))).toMatchObject({ unreadable: 1 });
});

test('an anchor that was written in part is no change of the log, and spoils no later one', async () => {
  const { ctx } = await threeEntries();
  const dataDir = ownFolder();
  const file = anchorFile(dataDir);
  await writeAnchor(ctx, { dataDir, mailTo: null });
  const whole = readFileSync(file, 'utf8');
  for (const part of [whole.slice(0, 9), whole.slice(0, -2), `${whole.slice(0, 40)}\0\0\0`]) {
    writeFileSync(file, whole + part);
    expect(await readAnchors(file)).toMatchObject({ anchors: [expect.anything()], unreadable: 0 });
    await writeAnchor(ctx, { dataDir, mailTo: null });
    expect(await readAnchors(file)).toMatchObject({
      anchors: [expect.anything(), expect.anything()],
      unreadable: 0,
      isUnfinished: false,
    });
  }
});

/** Runs `npm run audit:verify` the way people do. */
function command(dataDir: string, ...args: string[]): Promise<{ code: number | null; said: string }> {
  // It needs no account that may change tables.
  const accounts = { DATABASE_URL: testDb.url, DATABASE_OWNER_URL: '' };
  const child = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/audit-verify.ts', ...args], {
    env: { ...process.env, DATA_DIR: dataDir, ...accounts, ALLOW_NO_CHECKSUMS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

test('npm run audit:verify says what is broken and where, and its exit code says whether anything is', async () => {
  await waitForDisk(process.env.TEST_DATABASE_ADMIN_URL!);
  const { ctx, third } = await threeEntries();
  const dataDir = ownFolder();
  await writeAnchor(ctx, { dataDir, mailTo: null });
  const whole = await command(dataDir);
  expect(whole).toMatchObject({ code: 0, said: expect.stringContaining('The audit log is intact.') });
  expect(whole.said).toContain('Anchors from outside of the database that were compared: 1.');
  const later = path.join(ownFolder(), 'kept');
  writeFileSync(later, `2026-05-02T00:00:00.000Z ${third.position + 7} ${'0'.repeat(64)}\n`);
  const broken = await command(dataDir, '--anchors', later);
  expect(broken.code).toBe(1);
  expect(broken.said).toContain(`Position ${third.position + 1}: The end was cut off`);
  expect(broken.said).toContain('The audit log has been changed.');
  expect((await command(dataDir, '--nonsense')).code).toBe(2);
}, 90_000);

test('entries from before the chain had its own table are chained, and their first hashes are still checked', async () => {
  const name = `test_${crypto.randomUUID().slice(0, 8)}_before`;
  const admin = process.env.TEST_DATABASE_ADMIN_URL!;
  const url = databaseUrl(admin, name);
  await asAdmin(admin, (root) => root`create database ${root(name)}`);
  const db = connect(url, { max: 1 });
  try {
    await migrate(url, { folder: before });
    await db.execute(sql`
      with p as (insert into providers (name, phone, kind, type) values ('Big Sky', '(406) 555-0100', 'multiple_event', 'school_district') returning id),
        u as (insert into users (username, name, email) values ('jdoe', 'Jane Doe', 'jane@example.org') returning id)
      insert into memberships (user_id, provider_id, role) select u.id, p.id, 'manager' from u, p`);
    for (const [user, provider, action, subject, details] of [
      [1, 1, 'user.name_changed', 'user:1', { before: 'J', after: 'Zoë' }],
      [null, null, 'sign_in.refused', 'user:unknown', {}],
      [null, null, 'user.access_given', 'user:1', { by: 'npm run user:create', providerId: 1, role: 'viewer' }],
      [1, 1, 'learning_system.key_made', 'provider:1', { key: 'k', label: 'Moodle' }],
    ] as const) {
      await db.execute(sql`insert into audit_entries (at, user_id, provider_id, action, subject, details)
        values (now(), ${user}, ${provider}, ${action}, ${subject}, ${JSON.stringify(details)}::jsonb)`);
    }
    await migrate(url);
    const migrated = await db.execute(
      sql`select actor_kind, actor_id, subject_type, subject_id::int, provider_id::int from audit_entries order by id`,
    );
    expect([...migrated]).toEqual([
      { actor_kind: 'provider', actor_id: '1', subject_type: 'user', subject_id: 1, provider_id: null },
      { actor_kind: 'visitor', actor_id: null, subject_type: 'user', subject_id: null, provider_id: null },
      {
        actor_kind: 'command_line',
        actor_id: 'npm run user:create',
        subject_type: 'user',
        subject_id: 1,
        provider_id: 1,
      },
      { actor_kind: 'provider', actor_id: '1', subject_type: 'provider', subject_id: 1, provider_id: 1 },
    ]);
    const ctx = await providerContext(db);
    await record(db, ctx, { action: 'sign_out', subject: 'user:1' });
    expect(await verifyChain(db, { anchors: [] })).toMatchObject({ links: 5, problems: [] });
    const [first] = await db.execute<{ id: string }>(sql`select min(id) as id from audit_entries`);
    const id = Number(first!.id);
    // The first chain's hash still covers the entry as it was then.
    await db.execute(sql`set session_replication_role = replica`);
    await db.execute(
      sql`update audit_entries set first_chain = jsonb_set(first_chain, '{actorProviderId}', '2') where id = ${id}`,
    );
    expect((await verifyChain(db, { anchors: [] })).problems).toEqual([
      { position: 1, sentence: `Entry ${id}, or its link, was changed.` },
      { position: 1, sentence: `Entry ${id} was changed before the chain had a table of its own.` },
    ]);
    // It also covers the hash of the entry before.
    const [link] = await db.execute<{ id: string }>(sql`select entry_id as id from audit_chain where position = 2`);
    const second = Number(link!.id);
    await db.execute(
      sql`update audit_entries set first_chain = jsonb_set(first_chain, '{previousHash}', '"0"') where id = ${second}`,
    );
    const { problems } = await verifyChain(db, { anchors: [] });
    expect(problems.slice(2)).toEqual([
      { position: 2, sentence: `Entry ${second}, or its link, was changed.` },
      { position: 2, sentence: `Entry ${second} did not continue the one before it when it was written.` },
    ]);
    // What its first hash covered can't be checked once its details are gone.
    await db.execute(sql`update audit_entries set details = null, address = null where id = ${id}`);
    expect((await verifyChain(db, { anchors: [] })).problems.slice(0, 2)).toEqual([
      { position: 1, sentence: `Entry ${id}, or its link, was changed.` },
      { position: 1, sentence: `The details of entry ${id} were erased without a disposal run.` },
    ]);
  } finally {
    await db.$client.end({ timeout: 5 });
    await asAdmin(admin, (root) => root`drop database if exists ${root(name)} with (force)`);
  }
});
