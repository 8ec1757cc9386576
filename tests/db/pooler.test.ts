import '../support/settings';
import { spawn } from 'node:child_process';
import { sql } from 'drizzle-orm';
import { setAccountLimits } from '@/db/account-limits';
import { connect } from '@/db/client';
import { newestMigration } from '@/db/migrate';
import { eventCategories } from '@/db/schema';
import { listClockFaults, listSessionFaults } from '@/scripts/doctor/probes';
import { EXIT_CODES } from '@/scripts/doctor/run';
import { checkPrepared, onDatabase } from '@/scripts/start/database-checks';
import { testDatabase, waitForDisk } from '../support/database';
import { startTransactionPooler } from '../support/transaction-pooler';

const testDb = testDatabase();
const newest = newestMigration('drizzle');
const settings = { allowNoChecksums: false, newest };
let pooler: Awaited<ReturnType<typeof startTransactionPooler>>;

beforeAll(async () => {
  await waitForDisk(process.env.TEST_DATABASE_ADMIN_URL!);
  pooler = await startTransactionPooler(testDb.url);
});
afterAll(() => pooler.close());

test('through a pooler the product reads and writes without its own session, however many run at once', async () => {
  await expect(connect(pooler.url, { max: 1 }).execute(sql`select 1`)).rejects.toMatchObject({
    cause: { message: expect.stringContaining('unsupported startup parameter') },
  });

  const db = connect(pooler.url, { max: 4, pooled: true });
  try {
    const backends = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        db.transaction(async (tx) => {
          await tx.select().from(eventCategories).where(sql`${eventCategories.id} = ${index}`);
          const [row] = await tx.execute<{ value: number; pid: number }>(
            sql`select ${index}::int as value, pg_backend_pid() as pid`,
          );
          const [again] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
          expect(row).toEqual({ value: index, pid: again!.pid });
          return row!.pid;
        }),
      ),
    );
    expect(new Set(backends).size).toBeGreaterThan(1);
  } finally {
    await db.$client.end({ timeout: 2 });
  }
});

test('the limits of a session through a pooler are reported, and none for a direct session', async () => {
  const faults = await listSessionFaults(pooler.url, 'DATABASE_URL');
  expect(faults.map(({ kind }) => kind)).toEqual(['prepared statements', 'listen', 'session locks']);
  expect(await listSessionFaults(testDb.url, 'DATABASE_URL')).toEqual([]);
});

test('an address through a pooler is refused as a direct address', async () => {
  await expect(checkPrepared(pooler.url, { ...settings, pooled: false })).rejects.toThrow(
    'Set DATABASE_DIRECT_URL to the same database and account past the pooler.',
  );
  await checkPrepared(pooler.url, { ...settings, pooled: true });
  await checkPrepared(testDb.url, { ...settings, pooled: false });
});

test('a database without a migration of this version is refused', async () => {
  await expect(checkPrepared(testDb.url, { ...settings, newest: newest + 1, pooled: false })).rejects.toThrow(
    'is not prepared for this version. Run npm run migrate with this version',
  );
});

test('a wrong clock is reported, with the difference', async () => {
  await onDatabase(testDb.url, 'DATABASE_URL', async (session, place) => {
    expect(await listClockFaults(session, place)).toEqual([]);
    const [fault] = await listClockFaults(session, place, () => new Date(Date.now() - 60_000));
    expect(fault!.sentence).toMatch(/is (59|60|61) seconds ahead of this machine's/);
  });
});

describe('npm run doctor', () => {
  function doctor(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
    const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...others } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/doctor.ts'], {
      env: { ...others, ...env } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
  }

  test('a pooler is reported as incomplete until a direct address is set, too', async () => {
    const both = { DATABASE_URL: pooler.url, DATABASE_DIRECT_URL: testDb.url };
    const [alone, unlimited] = await Promise.all([doctor({ DATABASE_URL: pooler.url }), doctor(both)]);
    expect(alone.code).toBe(EXIT_CODES['prepared statements']);
    expect(alone.said).not.toContain(new URL(testDb.url).password);
    expect([unlimited.code, unlimited.said]).toEqual([
      EXIT_CODES.limits,
      expect.stringContaining('have no time limit. Run npm run migrate with DATABASE_DIRECT_URL set'),
    ]);

    await setAccountLimits(testDb.url);
    expect(await doctor(both)).toEqual({
      code: 0,
      said: 'DATABASE_URL: nothing is missing.\nDATABASE_DIRECT_URL: nothing is missing.\n',
    });
  });

  test('an address that leads nowhere, and one that is malformed, each have their own sentence and code', async () => {
    const [nowhere, none] = await Promise.all(
      ['postgres://pdups:secret@127.0.0.1:1/pdups', 'mysql://db'].map((url) => doctor({ DATABASE_URL: url })),
    );
    expect(nowhere).toEqual({ code: EXIT_CODES.unreachable, said: expect.stringContaining('cannot be reached') });
    expect(none).toEqual({ code: 1, said: expect.stringContaining('is not an address of a PostgreSQL database') });
  });
});
