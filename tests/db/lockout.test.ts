import { sql } from 'drizzle-orm';
import { purge } from '@/lib/jobs/purge';
import { clockAt } from '@/lib/platform/clock';
import type { Visit } from '@/lib/platform/visit';
import { changePassword } from '@/lib/users/change-password';
import { forgetDevice, listKnownDevices } from '@/lib/users/devices/known-devices';
import { DEVICE_DAYS, MAX_DEVICES } from '@/lib/users/devices/rules';
import { isDeviceToken, newDeviceToken } from '@/lib/users/devices/token';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { choosePassword } from '@/lib/users/reset/choose-password';
import { findResetFlow } from '@/lib/users/reset/flow';
import { plainAddress, LIMITS as RESET_LIMITS } from '@/lib/users/reset/rules';
import { sendCode } from '@/lib/users/reset/send-code';
import { whyNotVerified } from '@/lib/users/reset/verify-code';
import { LIMITS, signIn } from '@/lib/users/sign-in';
import { signOutEverywhere } from '@/lib/users/sign-ins';
import { disableUser } from '@/lib/users/staff/disable-user';
import { expectAudit } from '../support/audit';
import { testDatabase } from '../support/database';
import { staffContext } from '../support/people';
import { begun, codeSentTo, givenPerson, NEW_PASSWORD, START } from '../support/resets';

const testDb = testDatabase();
const PASSWORD = 'Montana2026';
const HOME = '192.0.2.10';
const SCHOOL = '198.51.100.1';

beforeEach(() => testDb.db.execute(sql`delete from rate_limits`));

type From = { minutes?: number; address?: string; device?: string };

const from = ({ minutes = 0, address = crypto.randomUUID(), device }: From = {}): Visit => ({
  db: testDb.db,
  clock: clockAt(() => new Date(START.getTime() + minutes * 60_000)),
  requestId: 'test',
  address,
  device,
});

const outcome = (work: Promise<unknown>): Promise<string> => work.then(() => 'in').catch((error) => error.code);
const tryPassword = (visit: Visit, username: string, password = PASSWORD) =>
  outcome(signIn(visit, { username, password }));

/** Adds a person who has signed in on their own device at home. */
async function givenKnown(at: From = { address: HOME }) {
  const person = await givenPerson(testDb.db);
  const device = newDeviceToken();
  const visit = from({ ...at, device });
  const { token } = await signIn(visit, { username: person.username, password: PASSWORD });
  const ctx = { ...visit, ...(await findSignedIn(visit, token))! };
  return { person, device, ctx };
}

/** Tries passwords from many addresses, like strangers, until no more of theirs are checked. */
async function attack(username: string, address?: string) {
  const tries = Array.from({ length: LIMITS.triesPerAccount + LIMITS.quietTriesPerAccountAndAddress + 5 }, () =>
    tryPassword(from({ address }), username, 'wrong'),
  );
  return Promise.all(tries);
}

describe('a person whose password strangers guess', () => {
  test('signs in with the right password on a device that they signed in from before, wherever they are', async () => {
    const { person, device } = await givenKnown();
    const answers = await attack(person.username);
    expect(answers.filter((answer) => answer === 'unauthenticated')).toHaveLength(LIMITS.triesPerAccount);
    expect(await tryPassword(from(), person.username)).toBe('too_many');
    expect(await tryPassword(from({ device: newDeviceToken() }), person.username)).toBe('too_many');
    for (let i = 0; i < 5; i++) expect(await tryPassword(from({ device }), person.username)).toBe('in');
    // The person's own sign-ins do not give the strangers new tries.
    expect(await tryPassword(from(), person.username)).toBe('too_many');
  });

  test('signs in from the network of their last sign-in with a browser that keeps no cookies', async () => {
    const { person } = await givenKnown({ address: HOME });
    await attack(person.username);
    expect(await tryPassword(from({ address: HOME }), person.username)).toBe('in');
    expect(await tryPassword(from({ address: SCHOOL }), person.username)).toBe('too_many');
  });

  test('resets the password on a known device while the strangers’ limit is used up', async () => {
    const { person, device } = await givenKnown();
    const email = plainAddress(person.email);
    const { own, most, ownOfAll } = RESET_LIMITS.codes;
    const stranger = from();
    const { token } = await begun(stranger, person.username);
    await sendCode(stranger, (await findResetFlow(stranger, token))!, email);
    await testDb.db.execute(sql`update rate_limits set count = ${ownOfAll + own + most} where key like 'reset:code:%'`);
    const asked = begun(from(), person.username).then(async (flow) =>
      sendCode(from(), (await findResetFlow(from(), flow.token))!, email),
    );
    expect(await outcome(asked)).toBe('too_many');

    const own_ = from({ minutes: 1, device });
    const mine = await begun(own_, person.username);
    expect(await sendCode(own_, mine.flow, email)).toBeNull();
    const code = await codeSentTo(testDb.db, person.email);
    expect(await whyNotVerified(own_, (await findResetFlow(own_, mine.token))!, code!)).toBeNull();
    expect(await choosePassword(own_, (await findResetFlow(own_, mine.token))!, NEW_PASSWORD)).toBeNull();
    await attack(person.username);
    expect(await tryPassword(own_, person.username, NEW_PASSWORD)).toBe('in');
  });

  test('is not stopped by others’ tries at a code that was sent to them', async () => {
    const person = await givenPerson(testDb.db);
    const email = plainAddress(person.email);
    const mine = await begun(from({ address: HOME }), person.username);
    await sendCode(from({ address: HOME }), mine.flow, email);
    const code = await codeSentTo(testDb.db, person.email);
    for (let i = 0; i < 8; i++) {
      const stranger = from();
      const flow = await begun(stranger, person.username);
      await sendCode(stranger, flow.flow, 'jane@bear.example');
      for (let n = 0; n < 6; n++) {
        await whyNotVerified(stranger, (await findResetFlow(stranger, flow.token))!, '00000000');
      }
    }
    const flow = await findResetFlow(from({ address: HOME }), mine.token);
    expect(await whyNotVerified(from({ address: HOME }), flow!, code!)).toBeNull();
  });
});

describe('a known device', () => {
  test('has its own limited allowance, and counts as a stranger beyond it', async () => {
    const { person, device } = await givenKnown();
    const tries = Array.from({ length: 40 }, () => tryPassword(from({ device }), person.username, 'wrong'));
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === 'unauthenticated')).toHaveLength(
      LIMITS.triesPerDevice + LIMITS.triesPerAccount,
    );
    expect(await tryPassword(from({ device }), person.username)).toBe('too_many');
  });

  test('of one person gives no allowance for another', async () => {
    const { person } = await givenKnown({ address: HOME });
    const other = await givenKnown({ address: SCHOOL });
    await attack(person.username);
    expect(await tryPassword(from({ device: other.device }), person.username)).toBe('too_many');
    expect(await tryPassword(from({ device: other.device }), other.person.username)).toBe('in');
  });

  test('is shared by people who use one browser, each with their own row', async () => {
    const { person, device, ctx } = await givenKnown();
    const other = await givenPerson(testDb.db);
    expect(await tryPassword(from({ device }), other.username)).toBe('in');
    await attack(other.username);
    expect(await tryPassword(from({ device }), other.username)).toBe('in');
    await forgetDevice(ctx, { deviceId: (await listKnownDevices(ctx))[0]!.id });
    await expectAudit(testDb.db, 'device.forgotten', `user:${ctx.actor.userId}`);
    await attack(person.username);
    expect(await tryPassword(from({ device }), person.username)).toBe('too_many');
    expect(await tryPassword(from({ device }), other.username)).toBe('in');
  });

  test('opens nothing, and the database does not contain its token', async () => {
    const { person, device } = await givenKnown();
    expect(await findSignedIn(from({ device }), device)).toBeNull();
    expect(await tryPassword(from({ device }), person.username, 'wrong')).toBe('unauthenticated');
    const found = await testDb.db.execute(sql`select 1 from known_devices d where d::text like ${`%${device}%`}`);
    expect(found).toHaveLength(0);
  });

  test('has a token of the product and not one that somebody chose', () => {
    expect(isDeviceToken(newDeviceToken())).toBe(true);
    for (const token of ['', 'x', `${'A'.repeat(43)}.${'0'.repeat(32)}`, newDeviceToken().slice(0, -1)]) {
      expect(isDeviceToken(token)).toBe(false);
    }
  });

  const REVOKED: [string, (known: Awaited<ReturnType<typeof givenKnown>>) => Promise<unknown>][] = [
    ['the person removes it', async ({ ctx }) => forgetDevice(ctx, { deviceId: (await listKnownDevices(ctx))[0]!.id })],
    ['the person signs out everywhere', async ({ ctx }) => signOutEverywhere(ctx)],
    [
      'the password is changed on another device',
      async ({ ctx }) =>
        changePassword({ ...ctx, device: newDeviceToken() }, { current: PASSWORD, password: NEW_PASSWORD }),
    ],
    [
      'staff disable the person',
      async ({ person }) =>
        disableUser(await staffContext(testDb.db), { userId: person.id, reason: 'Asked by telephone.' }),
    ],
    [
      'nobody signs in on it for a year',
      async () => purge({ db: testDb.db, clock: clockAt(() => new Date(START.getTime() + (DEVICE_DAYS + 1) * 864e5)) }),
    ],
  ];

  test.each(REVOKED)('counts as a stranger’s again when %s', async (_how, revoke) => {
    const known = await givenKnown();
    await revoke(known);
    const rows = await testDb.db.execute(sql`select 1 from known_devices where user_id = ${known.person.id}
      and token_hash = encode(sha256(${known.device}::bytea), 'hex')`);
    expect(rows).toHaveLength(0);
  });

  test('remains known if the password is changed on it', async () => {
    const { person, device, ctx } = await givenKnown();
    expect(await changePassword(ctx, { current: PASSWORD, password: NEW_PASSWORD })).toBeNull();
    await attack(person.username);
    expect(await tryPassword(from({ device }), person.username, NEW_PASSWORD)).toBe('in');
  });

  test('cannot be removed by somebody else', async () => {
    const { ctx } = await givenKnown();
    const other = await givenKnown();
    const [device] = await listKnownDevices(ctx);
    expect(await outcome(forgetDevice(other.ctx, { deviceId: device!.id }))).toBe('not_found');
    expect(await listKnownDevices(ctx)).toHaveLength(1);
  });

  test('is one of at most twenty of a person', async () => {
    const { person, ctx } = await givenKnown();
    for (let i = 1; i <= MAX_DEVICES; i++) {
      await signIn(from({ minutes: i, device: newDeviceToken() }), { username: person.username, password: PASSWORD });
    }
    const devices = await listKnownDevices(ctx);
    expect(devices).toHaveLength(MAX_DEVICES);
    expect(devices.some(({ here }) => here)).toBe(false);
  });
});

describe('a school behind one address with a guesser in it', () => {
  /** Uses up the strangers' allowance at the school's address, with guesses at many usernames. */
  async function guessMany() {
    await tryPassword(from({ address: SCHOOL }), crypto.randomUUID());
    await testDb.db.execute(
      sql`update rate_limits set count = ${LIMITS.triesPerAddress} where key = ${`sign-in:address:${SCHOOL}`}`,
    );
    expect(await tryPassword(from({ address: SCHOOL }), crypto.randomUUID())).toBe('too_many');
  }

  test('lets everybody with the right password in, known or not', async () => {
    const known = await givenKnown({ address: SCHOOL });
    const newcomer = await givenPerson(testDb.db);
    await guessMany();
    expect(await tryPassword(from({ address: SCHOOL, device: known.device }), known.person.username)).toBe('in');
    expect(await tryPassword(from({ address: SCHOOL }), newcomer.username)).toBe('in');
    expect(await tryPassword(from({ address: SCHOOL }), newcomer.username, 'wrong')).toBe('too_many');
  });

  test('still stops the guesser for good, and then lets in only known devices', async () => {
    const known = await givenKnown({ address: HOME });
    const newcomer = await givenPerson(testDb.db);
    await guessMany();
    await testDb.db.execute(sql`update rate_limits set count = ${LIMITS.quietTriesPerAddress}
      where key = ${`sign-in:quiet:address:${SCHOOL}`}`);
    expect(await tryPassword(from({ address: SCHOOL }), newcomer.username)).toBe('too_many');
    expect(await tryPassword(from({ address: SCHOOL, device: known.device }), known.person.username)).toBe('in');
  });

  test('does not let the guesser try more passwords of one account than anybody else', async () => {
    const person = await givenPerson(testDb.db);
    await guessMany();
    await attack(person.username, SCHOOL);
    expect(await tryPassword(from({ address: SCHOOL }), person.username)).toBe('too_many');
  });
});

test('shows a person who shares a network nothing about others’ usernames', async () => {
  const { person } = await givenKnown({ address: SCHOOL });
  const [known, unknown] = [
    await attack(person.username, SCHOOL),
    await attack(`nobody-${crypto.randomUUID()}`, SCHOOL),
  ];
  expect(known.toSorted()).toEqual(unknown.toSorted());
});
