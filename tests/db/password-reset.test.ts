import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { NOBODY } from '@/db/queries/mails';
import { countTry } from '@/db/queries/rate-limits';
import { auditEntries, mails, memberships, passwordResets, providers, sessions, users } from '@/db/schema';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { beginReset } from '@/lib/users/reset/begin-reset';
import { choosePassword, wasJustChosen } from '@/lib/users/reset/choose-password';
import { findResetFlow, isOfFlow, type ResetFlow } from '@/lib/users/reset/flow';
import { plausibleMask } from '@/lib/users/reset/masked-address';
import { CODE_TRIES, LIMITS, MAX_CODES_PER_FLOW, plainAddress } from '@/lib/users/reset/rules';
import { sendCode } from '@/lib/users/reset/send-code';
import { whyNotVerified } from '@/lib/users/reset/verify-code';
import { signIn } from '@/lib/users/sign-in';
import { expectAudit, isAbout } from '../support/audit';
import { testDatabase } from '../support/database';
import { answered, begun, codeSentTo, givenPerson, NEW_PASSWORD, START, visitAt } from '../support/resets';

const testDb = testDatabase();
const at = (minutes: number, address?: string) => visitAt(testDb.db, minutes, address);

/** Starts a reset flow and returns it with the code that was sent. */
async function withCode(minutes = 0) {
  const person = await givenPerson(testDb.db);
  const { token } = await begun(at(minutes), person.username);
  expect(await sendCode(at(minutes), await flowOf(token, minutes), plainAddress(person.email))).toBeNull();
  const code = (await codeSentTo(testDb.db, person.email))!;
  return { person, token, code, wrong: code === '00000000' ? '00000001' : '00000000' };
}

async function flowOf(token: string, minutes = 0): Promise<ResetFlow> {
  return (await findResetFlow(at(minutes), token))!;
}

async function withVerifiedCode() {
  const { person, token, code } = await withCode();
  expect(await whyNotVerified(at(1), await flowOf(token), code)).toBeNull();
  return { person, token };
}

test('from a username to a new password: signed out everywhere, notified by email, recorded in the log', async () => {
  const person = await givenPerson(testDb.db);
  const session = await signIn(at(0), { username: person.username, password: 'Montana2026' });
  const { token, flow } = await begun(at(0), `OPI\\${person.username.toUpperCase()}`);
  expect(flow).toMatchObject({ step: 'email', username: person.username, mask: 'j•••@b•••.example' });

  expect(await sendCode(at(1), flow, plainAddress(` ${person.email.toUpperCase()} `))).toBeNull();
  expect((await flowOf(token, 1)).step).toBe('code');
  const code = await codeSentTo(testDb.db, person.email);
  expect(await whyNotVerified(at(2), await flowOf(token, 2), code!)).toBeNull();
  expect((await flowOf(token, 2)).step).toBe('new-password');
  expect(await findSignedIn(at(2), sessionOf(session))).not.toBeNull();

  expect(await choosePassword(at(3), await flowOf(token, 3), NEW_PASSWORD)).toBeNull();
  await expectAudit(testDb.db, 'password_reset.begun', `user:${person.id}`, { actorKind: 'visitor', userId: null });
  await expectAudit(testDb.db, 'password_reset.code_asked', `user:${person.id}`, { details: { sent: true } });
  await expectAudit(testDb.db, 'password_reset.code_accepted', `user:${person.id}`);
  await expectAudit(testDb.db, 'password.changed', `user:${person.id}`, {
    actorKind: 'visitor',
    details: { how: 'password reset' },
  });
  expect((await flowOf(token, 3)).step).toBe('done');
  expect(await findSignedIn(at(3), sessionOf(session))).toBeNull();
  await expect(signIn(at(3), { username: person.username, password: 'Montana2026' })).rejects.toThrow();
  await signIn(at(3), { username: person.username, password: NEW_PASSWORD });

  const [message] = await testDb.db
    .select()
    .from(mails)
    .where(eq(mails.toAddress, person.email))
    .orderBy(desc(mails.id));
  expect(message).toMatchObject({ kind: 'password.changed', subject: 'Your password was changed' });
  const entries = await testDb.db
    .select()
    .from(auditEntries)
    .where(isAbout(`user:${person.id}`));
  expect(entries.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['password_reset.begun', 'password_reset.code_asked', 'password.changed']),
  );
  const [user] = await testDb.db.select().from(users).where(eq(users.id, person.id));
  expect(user!.passwordChangedAt).toEqual(new Date(START.getTime() + 3 * 60_000));
});

test('the database contains neither the code nor the browser’s token', async () => {
  const { token, code } = await withCode();
  const rows = await testDb.db.execute(
    sql`select 1 from password_resets r where r::text like ${`%${token}%`} or r::text like ${`%${code}%`}`,
  );
  expect(rows).toHaveLength(0);
});

describe('whether a username exists is revealed', () => {
  /** Returns the jobs, with the seconds from the time of the visit until each can start. */
  const jobsInQueue = () =>
    testDb.db.execute<{ id: string; task: string; priority: number; max_attempts: number; wait: number }>(sql`
      select id::text, task_identifier as task, priority, max_attempts,
        extract(epoch from run_at - ${START.toISOString()}::timestamptz)::float as wait
      from graphile_worker.jobs order by id`);

  /**
   * Returns what a stranger sees of a reset flow with an address that fits the mask, and the statements that it took.
   */
  async function seen(username: string, address: (mask: string) => string) {
    const statements: string[] = [];
    const client = testDb.db.$client;
    const debug = client.options.debug;
    client.options.debug = (_connection, query) => statements.push(query);
    const { token, flow } = await begun(at(0), username);
    const sent = await sendCode(at(0), flow, address(flow.mask));
    const after = await flowOf(token);
    const tried = await whyNotVerified(at(0), after, '12345678');
    client.options.debug = debug;
    const { id: _id, mark: _mark, username: _username, mask, person: _person, ...open } = after;
    return {
      reply: { sent, tried, open },
      mask,
      statements: statements.filter((query) => !/^(commit|savepoint|release|rollback)/i.test(query)),
    };
  }
  const fitting = (mask: string) => mask.replace('•••', 'x').replace('•••', 'y');

  test('neither by answers nor by the queries behind them', async () => {
    const known = await givenPerson(testDb.db);
    const disabled = await givenPerson(testDb.db, { disabled: true });
    const results = [
      await seen(known.username, () => plainAddress(known.email)),
      await seen(known.username, fitting),
      await seen(disabled.username, () => plainAddress(disabled.email)),
      await seen('nobody-has-this', fitting),
    ];
    for (const { reply, statements } of results) {
      expect(reply).toEqual(results[0]!.reply);
      expect(statements).toEqual(results[0]!.statements);
    }
    expect(results[0]!.statements.length).toBeGreaterThan(5);
  });

  test('nor by the masked address: an unknown username has one that never changes and looks like any other', async () => {
    const { flow } = await begun(at(0), 'no-such-name');
    expect(flow.mask).toMatch(/^[a-z]•••@[a-z]•••\.[a-z]+$/);
    expect((await begun(at(1), 'OPI\\No-Such-Name')).flow.mask).toBe(flow.mask);
    expect(new Set(Array.from({ length: 40 }, (_, i) => plausibleMask(`name${i}`))).size).toBeGreaterThan(5);
  });

  test('only to the address on file: a disabled person’s email has no code', async () => {
    const disabled = await givenPerson(testDb.db, { disabled: true });
    const { token, flow } = await begun(at(0), disabled.username);
    await sendCode(at(0), flow, plainAddress(disabled.email));
    const emails = await testDb.db.select().from(mails).where(eq(mails.toAddress, disabled.email));
    expect(emails.map(({ kind }) => kind)).toEqual(['password_reset.switched_off']);
    expect(emails[0]!.text).not.toMatch(/\b\d{8}\b/);
    expect((await flowOf(token)).step).toBe('code');
  });

  test.each([
    [
      'was removed from their last provider',
      (id: number) => testDb.db.delete(memberships).where(eq(memberships.userId, id)),
    ],
    [
      'worked for a provider that is closed',
      (id: number) =>
        testDb.db
          .update(providers)
          .set({ standing: 'closed' })
          .where(
            inArray(
              providers.id,
              testDb.db.select({ id: memberships.providerId }).from(memberships).where(eq(memberships.userId, id)),
            ),
          ),
    ],
  ])('only to the address on file: a person who %s gets an email without a code, too', async (_what, takeAway) => {
    const person = await givenPerson(testDb.db);
    await takeAway(person.id);
    const { flow } = await begun(at(0), person.username);
    await sendCode(at(0), flow, plainAddress(person.email));
    const emails = await testDb.db.select().from(mails).where(eq(mails.toAddress, person.email));
    expect(emails.map(({ kind }) => kind)).toEqual(['password_reset.switched_off']);
  });

  test('nor by the queue: every request adds one email, to be processed after a short delay', async () => {
    const known = await givenPerson(testDb.db);
    const disabled = await givenPerson(testDb.db, { disabled: true });
    const asked = [
      { username: known.username, typed: () => plainAddress(known.email), to: known.email },
      { username: known.username, typed: fitting, to: NOBODY },
      { username: disabled.username, typed: () => plainAddress(disabled.email), to: disabled.email },
      { username: 'nobody-has-this', typed: fitting, to: NOBODY },
    ];
    for (const { username, typed, to } of asked) {
      const before = (await jobsInQueue()).map(({ id }) => id);
      const { flow } = await begun(at(0), username);
      expect(await sendCode(at(0), flow, typed(flow.mask))).toBeNull();
      const added = (await jobsInQueue()).filter(({ id }) => !before.includes(id));
      expect(added).toEqual([expect.objectContaining({ task: 'deliver_mail', priority: 0, max_attempts: 20 })]);
      expect(added[0]!.wait).toBeGreaterThanOrEqual(1);
      expect(added[0]!.wait).toBeLessThanOrEqual(3);
      const [message] = await testDb.db.select().from(mails).orderBy(desc(mails.id)).limit(1);
      expect(message).toMatchObject({ toAddress: to, state: 'waiting' });
    }
  });
});

test('an address that does not match the mask is refused at once, which reveals no more than the mask', async () => {
  const person = await givenPerson(testDb.db);
  for (const username of [person.username, 'nobody-at-all']) {
    const { token, flow } = await begun(at(0), username);
    expect(await sendCode(at(0), flow, 'zoe@qqq.test')).toContain(`does not match ${flow.mask}`);
    expect((await flowOf(token)).step).toBe('email');
  }
});

test('a typo in the address can be corrected: the next code goes to the right one', async () => {
  const person = await givenPerson(testDb.db);
  const { token, flow } = await begun(at(0), person.username);
  await sendCode(at(0), flow, 'joan@beartooth.example');
  expect((await flowOf(token)).step).toBe('code');
  await sendCode(at(1), await flowOf(token), plainAddress(person.email));
  const code = await codeSentTo(testDb.db, person.email);
  expect(await whyNotVerified(at(2), await flowOf(token), code!)).toBeNull();
});

describe('the code', () => {
  test('counts exactly five of fifty wrong tries at once, and then the right one is refused, too', async () => {
    const { person, token, code, wrong } = await withCode();
    await forgetLimits();
    const flow = await flowOf(token);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => whyNotVerified(at(1), flow, wrong).catch((error) => error.code)),
    );
    const compared = answers.filter((answer) => /not the code|fifth incorrect code/.test(answer));
    expect(compared).toHaveLength(CODE_TRIES);
    expect((await flowOf(token, 1)).code).toBe('refused');
    await forgetLimits();
    expect(await whyNotVerified(at(1), await flowOf(token, 1), code)).toContain('Request another one');
    const refusals = await testDb.db
      .select()
      .from(auditEntries)
      .where(and(eq(auditEntries.action, 'password_reset.code_refused'), isAbout(`user:${person.id}`)));
    expect(refusals).toHaveLength(CODE_TRIES);
    await expectAudit(testDb.db, 'password_reset.code_refused', `user:${person.id}`);
  });

  test('is accepted once, no matter how often it is posted at once', async () => {
    const { token, code } = await withCode();
    const flow = await flowOf(token);
    const answers = await Promise.all(Array.from({ length: 5 }, () => whyNotVerified(at(1), flow, code)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  });

  test('ends after ten minutes', async () => {
    const { token, code } = await withCode();
    expect(await whyNotVerified(at(10), await flowOf(token, 10), code)).toContain('no longer works');
    expect((await flowOf(token, 10)).code).toBe('expired');
  });

  test('stops working when another one is requested, which allows five new tries', async () => {
    const { person, token, code, wrong } = await withCode();
    for (let i = 0; i < CODE_TRIES; i++) await whyNotVerified(at(1), await flowOf(token, 1), wrong);
    await sendCode(at(1), await flowOf(token, 1), plainAddress(person.email));
    const next = await codeSentTo(testDb.db, person.email);
    expect((await flowOf(token, 1)).code).toBe('waiting');
    if (next !== code) expect(await whyNotVerified(at(1), await flowOf(token, 1), code)).toContain('4 attempts left');
    expect(await whyNotVerified(at(1), await flowOf(token, 1), next!)).toBeNull();
  });

  test('is sent at most five times in a reset flow', async () => {
    const { person, token } = await withCode();
    for (let i = 1; i < MAX_CODES_PER_FLOW; i++)
      await sendCode(at(i), await flowOf(token, i), plainAddress(person.email));
    await expect(sendCode(at(9), await flowOf(token, 9), plainAddress(person.email))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('of another person’s reset flow does not work, and neither does a token that was never given out', async () => {
    const { code } = await withCode();
    const other = await withCode();
    expect(await whyNotVerified(at(1), await flowOf(other.token), code)).toContain('not the code');
    expect(await findResetFlow(at(1), 'a'.repeat(43))).toBeNull();
  });
});

test('a form of an older reset flow in another tab is not mistaken for the newer one’s', async () => {
  const person = await givenPerson(testDb.db);
  const older = await begun(at(0), person.username);
  const newer = await begun(at(1), person.username);
  expect(isOfFlow(newer.flow, older.flow.mark)).toBe(false);
  expect(isOfFlow(newer.flow, newer.flow.mark)).toBe(true);
});

test('a reset flow ends after half an hour; a right code gives another half hour', async () => {
  const person = await givenPerson(testDb.db);
  const { token } = await begun(at(0), person.username);
  expect(await findResetFlow(at(29), token)).not.toBeNull();
  expect(await findResetFlow(at(30), token)).toBeNull();

  const verified = await withVerifiedCode();
  expect(await findResetFlow(at(30), verified.token)).not.toBeNull();
  const late = await flowOf(verified.token, 30);
  await expect(choosePassword(at(31), late, NEW_PASSWORD)).rejects.toMatchObject({ code: 'not_found' });
});

describe('the new password', () => {
  test('is not set before the code was right', async () => {
    const { token } = await withCode();
    await expect(choosePassword(at(1), await flowOf(token), NEW_PASSWORD)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is set once by a reset flow, even when it is posted twice at once', async () => {
    const { person, token } = await withVerifiedCode();
    const flow = await flowOf(token, 2);
    const posts = await Promise.allSettled([1, 2, 3].map((n) => choosePassword(at(2), flow, `${NEW_PASSWORD}${n}`)));
    expect(posts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const emails = await testDb.db.select().from(mails).where(eq(mails.toAddress, person.email));
    expect(emails.filter(({ kind }) => kind === 'password.changed')).toHaveLength(1);
  });

  test('that is sent again, because its answer was lost, is known as the one that was set', async () => {
    const { person, token } = await withVerifiedCode();
    const flow = await flowOf(token, 2);
    expect(await Promise.all([1, 2].map(() => choosePassword(at(2), flow, NEW_PASSWORD)))).toEqual([null, null]);
    const emails = await testDb.db.select().from(mails).where(eq(mails.toAddress, person.email));
    expect(emails.filter(({ kind }) => kind === 'password.changed')).toHaveLength(1);
    const done = await flowOf(token, 3);
    expect(await wasJustChosen(at(3), done, NEW_PASSWORD)).toBe(true);
    expect(await wasJustChosen(at(3), done, `${NEW_PASSWORD}8`)).toBe(false);
    expect(await wasJustChosen(at(18), done, NEW_PASSWORD)).toBe(false);
  });

  test('that is refused leaves the reset flow open for another one', async () => {
    const { token } = await withVerifiedCode();
    expect(await choosePassword(at(2), await flowOf(token, 2), 'Beartooth2026')).toContain('provider');
    expect(await choosePassword(at(2), await flowOf(token, 2), NEW_PASSWORD)).toBeNull();
  });

  test('is not set for a person who was disabled in the meantime', async () => {
    const { person, token } = await withVerifiedCode();
    await testDb.db.update(users).set({ disabledAt: START }).where(eq(users.id, person.id));
    await expect(choosePassword(at(2), await flowOf(token, 2), NEW_PASSWORD)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('ends the person’s other resets and lets in a person who was locked out', async () => {
    const { person, token } = await withVerifiedCode();
    const other = await begun(at(1), person.username);
    for (let i = 0; i < 11; i++) {
      await signIn(at(1), { username: person.username, password: 'wrong' }).catch(() => {});
    }
    await choosePassword(at(2), await flowOf(token, 2), NEW_PASSWORD);
    expect(await findResetFlow(at(2), other.token)).toBeNull();
    await signIn(at(2), { username: person.username, password: NEW_PASSWORD });
    expect(await testDb.db.$count(sessions, eq(sessions.userId, person.id))).toBe(1);
  });
});

describe('tries are limited', () => {
  test('at one account from one address, whether it exists or not', async () => {
    const person = await givenPerson(testDb.db);
    for (const username of [person.username, 'nobody-again']) {
      const address = crypto.randomUUID();
      for (let i = 0; i < LIMITS.startsPerAccountAndAddress; i++) await begun(at(0, address), username);
      await expect(begun(at(0, address), username)).rejects.toMatchObject({ code: 'too_many' });
      await begun(at(0), username);
      await begun(at(15, address), username);
    }
  });

  test('from one address', async () => {
    const visit = at(0, crypto.randomUUID());
    await begun(visit, 'name-0');
    await testDb.db.execute(sql`update rate_limits set count = ${LIMITS.startsPerAddress}
      where key = ${`reset:start:address:${visit.address}`}`);
    await expect(begun(visit, 'name-1')).rejects.toMatchObject({ code: 'too_many' });
  });

  test('in codes to one mailbox, no matter who asks, and whether it is the one on file or not', async () => {
    const person = await givenPerson(testDb.db);
    const { own, most, ownOfAll } = LIMITS.codes;
    const ask = async (address: string, email: string) => {
      const { token, flow } = await begun(at(0, address), person.username);
      return sendCode(at(0, address), await flowOf(token), email)
        .then(() => flow.mask)
        .catch((error) => error.code);
    };
    for (const email of [plainAddress(person.email), 'jane@bear.example']) {
      const flood: string[] = [];
      // A reset flow allows five codes and an address ten reset flows, so a stranger uses several addresses.
      for (let i = 0; i < 9; i++) flood.push(await ask('192.0.2.1', email), await ask('192.0.2.2', email));
      expect(flood.filter((answer) => answer !== 'too_many')).toHaveLength(2 * own + most);
      // From another address, the person still has an allowance of codes.
      expect(await ask('192.0.2.3', email)).not.toBe('too_many');
      await testDb.db.execute(sql`update rate_limits set count = ${ownOfAll}
        where key like 'reset:code:%:own' and count = 5`);
      expect(await ask('192.0.2.4', email)).toBe('too_many');
      await testDb.db.execute(sql`delete from rate_limits where key like 'reset:start:%'`);
    }
  });

  test('in wrong characters from one address, which lock out nobody who can read them', async () => {
    const address = crypto.randomUUID();
    const visit = at(0, address);
    const tries = Array.from({ length: LIMITS.wrongCharactersPerAddress + 20 }, (_, i) =>
      beginReset(visit, answered(visit, `name-${i}`, 'WRONG')).catch((error) => error.code),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === 'too_many')).toHaveLength(20);
    await begun(visit, 'name-of-somebody-else');
  });

  test('a thousand at once count as a thousand', async () => {
    const key = crypto.randomUUID();
    const counts = await Promise.all(Array.from({ length: 1_000 }, () => countTry(testDb.db, key, START)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1));
  });
});

function sessionOf(opened: unknown): string {
  return typeof opened === 'string' ? opened : (opened as { token: string }).token;
}

async function forgetLimits() {
  await testDb.db.execute(sql`delete from rate_limits`);
}

test('a username that does not exist leaves a reset flow without a person', async () => {
  const { token } = await begun(at(0), 'really-nobody');
  const [row] = await testDb.db.select().from(passwordResets).where(eq(passwordResets.username, 'really-nobody'));
  expect(row!.userId).toBeNull();
  expect((await flowOf(token)).person).toBeNull();
});
