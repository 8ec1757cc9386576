import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { connect, type Database } from '@/db/client';
import { firstAccessLinks, mails, memberships, providers, users } from '@/db/schema';
import { acquireLock } from '@/scripts/start/lock';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/scripts/start/postgres';
import { expectAudit } from '../support/audit';
import { type MailServer, startMailServer } from '../support/mail-server';
import { newDataFolder, removeDataFolders } from './data-folder';

const ROOT = process.cwd();
const dataDir = newDataFolder();
let mail: MailServer;

jest.setTimeout(90_000);

beforeAll(async () => {
  mail = await startMailServer();
});
afterAll(async () => {
  await mail.close();
  removeDataFolders();
});

type Outcome = { code: number | null; said: string; complained: string };

/** Runs the command the way people do, without anyone at the keyboard. */
function createUser(args: string[], settings: Record<string, string> = {}): Promise<Outcome> {
  const others = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_URL|DATABASE_OWNER_URL|APP_URL|HOST|NODE_ENV|SMTP_URL)$/.test(name),
  );
  const child = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'scripts/user-create.ts', ...args], {
    cwd: ROOT,
    env: { ...Object.fromEntries(others), DATA_DIR: dataDir, ...settings } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complained += chunk;
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said, complained })));
}

const person = (username: string, email = 'jane@example.org') => [
  ...['--username', username, '--name', 'Jane Roe', '--email', email],
];
const mroe = person('mroe', 'mroe@example.org');
const nroe = person('nroe', 'nroe@example.org');

test('missing, wrong or contradictory arguments get one sentence, before anything is changed', async () => {
  const nothing = await createUser(['--username', 'jroe']);
  expect([nothing.code, nothing.said]).toEqual([1, '']);
  expect(nothing.complained).toContain('Missing: --name, --email, --provider (or --staff), --role.');
  expect((await createUser([...person('J Roe'), '--staff', 'staff'])).complained).toContain('A username has');
  expect((await createUser([...person('jroe'), '--staff', 'boss'])).complained).toBe(
    'Staff are staff or administrator.\n',
  );
  expect((await createUser([...person('jroe'), '--staff', 'staff', '--role', 'editor'])).complained).toContain(
    '--role is for users of a provider',
  );
  expect((await createUser([...person('jroe'), '--sudo'])).complained).toContain('--sudo');
});

test('on a machine where nothing runs, the first administrator gets a link that works once', async () => {
  const { code, said, complained } = await createUser([...person('OPI\\JRoe'), '--staff', 'administrator']);
  expect([code, complained]).toEqual([0, '']);
  expect(said).toContain('Jane Roe has the username jroe.');
  const token = /http:\/\/localhost:3000\/password-reset\/first-access\?token=([\w-]{43})\n/.exec(said)?.[1];
  expect(token).toBeDefined();

  await withServer(async (db) => {
    const [user] = await db.select().from(users).where(eq(users.username, 'jroe'));
    expect(user).toMatchObject({ staffRole: 'administrator', passwordHash: null, name: 'Jane Roe' });
    const byCommand = { actorKind: 'command_line', actorId: 'npm run user:create', userId: null };
    await expectAudit(db, 'user.created', `user:${user!.id}`, byCommand);
    const [link] = await db.select().from(firstAccessLinks);
    expect(link).toMatchObject({ userId: user!.id, tokenHash: createHash('sha256').update(token!).digest('hex') });
    expect(link!.expiresAt.getTime() - link!.createdAt.getTime()).toBe(24 * 3_600_000);
  });
});

test('next to a running product it uses the product’s database and does not stop it', async () => {
  await withServer(async (db, server) => {
    const lock = await acquireLock(path.join(dataDir, 'start.json'));
    lock.note({ address: 'http://localhost:4567' });
    try {
      const made = await createUser([
        ...mroe,
        '--new-provider',
        'Bitterroot Co-op',
        '--phone',
        '(406) 555-0100',
        '--role',
        'manager',
      ]);
      expect([made.code, made.complained]).toEqual([0, '']);
      expect(made.said).toContain('http://localhost:4567/password-reset/first-access?token=');
      const [row] = await db
        .select({ role: memberships.role, name: providers.name, phone: providers.phone })
        .from(memberships)
        .innerJoin(users, eq(users.id, memberships.userId))
        .innerJoin(providers, eq(providers.id, memberships.providerId))
        .where(eq(users.username, 'mroe'));
      expect(row).toEqual({ role: 'manager', name: 'Bitterroot Co-op', phone: '(406) 555-0100' });

      const second = await createUser([...person('jroe2'), '--provider', 'Bitterroot Co-op', '--role', 'viewer']);
      expect(second).toEqual({
        code: 1,
        said: '',
        complained:
          'Jane Roe already has a sign-in with this email address: jroe. Enter that username, because each person has one sign-in.\n',
      });
      const again = await createUser([...mroe, '--staff', 'staff']);
      expect(again).toEqual({ code: 1, said: '', complained: 'The username "mroe" is taken. Choose another one.\n' });

      // One login per person: the same person, found by the address on file, works for several providers with it.
      const elsewhere = ['--new-provider', 'Missoula Reads', '--phone', '(406) 555-0142', '--role', 'viewer'];
      const stranger = ['--username', 'mroe', '--name', 'Max Roe', '--email', 'max@example.org'];
      expect((await createUser([...stranger, ...elsewhere])).complained).toContain('use the email address on file');
      const joined = await createUser([...mroe, ...elsewhere]);
      expect([joined.code, joined.complained]).toEqual([0, '']);
      expect(joined.said).toContain('They already had a sign-in');
      expect(joined.said).not.toContain('token=');
      expect(joined.said).toContain('No mail server is set up, so tell them yourself.');
      expect(joined.said).not.toContain('sent');
      const twice = await createUser([...mroe, '--provider', 'Missoula Reads', '--role', 'viewer']);
      expect(twice.complained).toBe('This person already works for that provider.\n');
      const [user] = await db.select().from(users).where(eq(users.username, 'mroe'));
      const roles = await db.select().from(memberships).where(eq(memberships.userId, user!.id));
      expect(roles.map(({ role }) => role).sort()).toEqual(['manager', 'viewer']);
      const missoula = roles.find(({ role }) => role === 'viewer')!.providerId;
      await expectAudit(db, 'provider.created', `provider:${missoula}`, { providerId: missoula });
      await expectAudit(db, 'user.access_given', `user:${user!.id}`, { providerId: missoula });
      const emails = await db.select().from(mails).where(eq(mails.toAddress, 'mroe@example.org'));
      // It waits for the product, which may have a mail server.
      expect(emails.map(({ kind, state }) => [kind, state])).toEqual([['user.access_given', 'waiting']]);

      const unknown = await createUser([...nroe, '--provider', 'Biterroot Coop', '--role', 'viewer']);
      expect(unknown.code).toBe(1);
      expect(unknown.complained).toContain(
        'There is no provider named "Biterroot Coop". Similar names: "Bitterroot Co-op"',
      );

      const mailed = await createUser([...nroe, '--provider', 'bitterroot CO-OP', '--role', 'viewer'], {
        SMTP_URL: mail.url,
        APP_URL: 'https://pdups.example.org',
      });
      expect([mailed.code, mailed.complained]).toEqual([0, '']);
      expect(mailed.said).toContain('was sent to nroe@example.org');
      expect(mailed.said).not.toContain('token=');
      const taken = mail.taken.find(({ text }) => text?.includes('OPI\\nroe'));
      expect(taken?.text).toContain('https://pdups.example.org/password-reset');
      expect(await db.select({ id: users.id }).from(users).where(eq(users.username, 'nroe'))).toHaveLength(1);
    } finally {
      lock.release();
    }
    expect(server.pid()).toBeGreaterThan(0);
  });
});

async function withServer(work: (db: Database, server: EmbeddedPostgres) => Promise<void>): Promise<void> {
  const server = await startEmbeddedPostgres({ dataDir, root: ROOT });
  const db = connect(server.url, { max: 2 });
  try {
    await work(db, server);
  } finally {
    await db.$client.end({ timeout: 2 });
    await server.stop();
  }
}
