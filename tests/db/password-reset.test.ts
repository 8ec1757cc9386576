import { desc, eq, sql } from 'drizzle-orm';
import { NOBODY } from '@/db/queries/mails';
import { countTry } from '@/db/queries/rate-limits';
import { auditEntries, mails, memberships, passwordResets, sessions, users } from '@/db/schema';
import { findActor } from '@/lib/users/find-actor';
import { beginReset } from '@/lib/users/reset/begin-reset';
import { choosePassword } from '@/lib/users/reset/choose-password';
import { plausibleMask } from '@/lib/users/reset/masked-address';
import { CODE_TRIES, CODES_A_WALK, LIMITS, plainAddress } from '@/lib/users/reset/rules';
import { sendCode } from '@/lib/users/reset/send-code';
import { whyNotVerified } from '@/lib/users/reset/verify-code';
import { findWalk, isOfWalk, type Walk } from '@/lib/users/reset/walk';
import { signIn } from '@/lib/users/sign-in';
import { testDatabase } from '../support/database';
import { answered, begun, codeSentTo, givenPerson, NEW_PASSWORD, START, visitAt } from '../support/resets';

const held = testDatabase();
const at = (minutes: number, address?: string) => visitAt(held.db, minutes, address);

/** A walk whose code was sent, with that code. */
async function withCode(minutes = 0) {
  const person = await givenPerson(held.db);
  const { token } = await begun(at(minutes), person.username);
  expect(await sendCode(at(minutes), await walkOf(token, minutes), plainAddress(person.email))).toBeNull();
  const code = (await codeSentTo(held.db, person.email))!;
  return { person, token, code, wrong: code === '00000000' ? '00000001' : '00000000' };
}

async function walkOf(token: string, minutes = 0): Promise<Walk> {
  return (await findWalk(at(minutes), token))!;
}

async function withVerifiedCode() {
  const { person, token, code } = await withCode();
  expect(await whyNotVerified(at(1), await walkOf(token), code)).toBeNull();
  return { person, token };
}

test('from a username to a new password: signed out everywhere, told by a letter, written in the log', async () => {
  const person = await givenPerson(held.db);
  const session = await signIn(at(0), { username: person.username, password: 'Montana2026' });
  const { token, walk } = await begun(at(0), `OPI\\${person.username.toUpperCase()}`);
  expect(walk).toMatchObject({ step: 'email', username: person.username, mask: 'j•••@b•••.example' });

  expect(await sendCode(at(1), walk, plainAddress(` ${person.email.toUpperCase()} `))).toBeNull();
  expect((await walkOf(token, 1)).step).toBe('code');
  const code = await codeSentTo(held.db, person.email);
  expect(await whyNotVerified(at(2), await walkOf(token, 2), code!)).toBeNull();
  expect((await walkOf(token, 2)).step).toBe('new-password');
  expect(await findActor(at(2), sessionOf(session))).not.toBeNull();

  expect(await choosePassword(at(3), await walkOf(token, 3), NEW_PASSWORD)).toBeNull();
  expect((await walkOf(token, 3)).step).toBe('done');
  expect(await findActor(at(3), sessionOf(session))).toBeNull();
  await expect(signIn(at(3), { username: person.username, password: 'Montana2026' })).rejects.toThrow();
  await signIn(at(3), { username: person.username, password: NEW_PASSWORD });

  const [letter] = await held.db.select().from(mails).where(eq(mails.toAddress, person.email)).orderBy(desc(mails.id));
  expect(letter).toMatchObject({ kind: 'password.changed', subject: 'Your password was changed' });
  const entries = await held.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.subject, `user:${person.id}`));
  expect(entries.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['password_reset.begun', 'password_reset.code_asked', 'password.changed']),
  );
  const [user] = await held.db.select().from(users).where(eq(users.id, person.id));
  expect(user!.passwordChangedAt).toEqual(new Date(START.getTime() + 3 * 60_000));
});

test('the database holds neither the code nor the browser’s token', async () => {
  const { token, code } = await withCode();
  const rows = await held.db.execute(
    sql`select 1 from password_resets r where r::text like ${`%${token}%`} or r::text like ${`%${code}%`}`,
  );
  expect(rows).toHaveLength(0);
});

describe('whether a username exists is told', () => {
  /** The jobs, with the seconds that each one still had to wait when it was added. */
  const jobsInQueue = () =>
    held.db.execute<{ id: string; task: string; priority: number; max_attempts: number; wait: number }>(sql`
      select id::text, task_identifier as task, priority, max_attempts,
        extract(epoch from run_at - created_at)::float as wait
      from graphile_worker.jobs order by id`);

  /** What a stranger sees of a walk with an address that fits the mask, and the statements that it took. */
  async function seen(username: string, address: (mask: string) => string) {
    const statements: string[] = [];
    const client = held.db.$client;
    const debug = client.options.debug;
    client.options.debug = (_connection, query) => statements.push(query);
    const { token, walk } = await begun(at(0), username);
    const sent = await sendCode(at(0), walk, address(walk.mask));
    const after = await walkOf(token);
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

  test('neither by replies nor by the queries behind them', async () => {
    const known = await givenPerson(held.db);
    const disabled = await givenPerson(held.db, { disabled: true });
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

  test('nor by the masked address: an unknown name has one that stays and looks like any other', async () => {
    const { walk } = await begun(at(0), 'no-such-name');
    expect(walk.mask).toMatch(/^[a-z]•••@[a-z]•••\.[a-z]+$/);
    expect((await begun(at(1), 'OPI\\No-Such-Name')).walk.mask).toBe(walk.mask);
    expect(new Set(Array.from({ length: 40 }, (_, i) => plausibleMask(`name${i}`))).size).toBeGreaterThan(5);
  });

  test('only to the address on file: a disabled person’s letter has no code', async () => {
    const disabled = await givenPerson(held.db, { disabled: true });
    const { token, walk } = await begun(at(0), disabled.username);
    await sendCode(at(0), walk, plainAddress(disabled.email));
    const letters = await held.db.select().from(mails).where(eq(mails.toAddress, disabled.email));
    expect(letters.map(({ kind }) => kind)).toEqual(['password_reset.switched_off']);
    expect(letters[0]!.text).not.toMatch(/\b\d{8}\b/);
    expect((await walkOf(token)).step).toBe('code');
  });

  test('only to the address on file: who lost the last access gets a letter without a code, too', async () => {
    const person = await givenPerson(held.db);
    await held.db.delete(memberships).where(eq(memberships.userId, person.id));
    const { walk } = await begun(at(0), person.username);
    await sendCode(at(0), walk, plainAddress(person.email));
    const letters = await held.db.select().from(mails).where(eq(mails.toAddress, person.email));
    expect(letters.map(({ kind }) => kind)).toEqual(['password_reset.switched_off']);
  });

  test('nor by the work in the queue: whoever asks, one letter is worked off, and not at once', async () => {
    const known = await givenPerson(held.db);
    const disabled = await givenPerson(held.db, { disabled: true });
    const asked = [
      { username: known.username, typed: () => plainAddress(known.email), to: known.email },
      { username: known.username, typed: fitting, to: NOBODY },
      { username: disabled.username, typed: () => plainAddress(disabled.email), to: disabled.email },
      { username: 'nobody-has-this', typed: fitting, to: NOBODY },
    ];
    for (const { username, typed, to } of asked) {
      const before = (await jobsInQueue()).map(({ id }) => id);
      const { walk } = await begun(at(0), username);
      expect(await sendCode(at(0), walk, typed(walk.mask))).toBeNull();
      const added = (await jobsInQueue()).filter(({ id }) => !before.includes(id));
      expect(added).toEqual([expect.objectContaining({ task: 'deliver_mail', priority: 0, max_attempts: 20 })]);
      expect(added[0]!.wait).toBeGreaterThanOrEqual(1);
      expect(added[0]!.wait).toBeLessThanOrEqual(3);
      const [letter] = await held.db.select().from(mails).orderBy(desc(mails.id)).limit(1);
      expect(letter).toMatchObject({ toAddress: to, state: 'waiting' });
    }
  });
});

test('an address that does not fit the mask is told at once, which tells no more than the mask', async () => {
  const person = await givenPerson(held.db);
  for (const username of [person.username, 'nobody-at-all']) {
    const { token, walk } = await begun(at(0), username);
    expect(await sendCode(at(0), walk, 'zoe@qqq.test')).toContain(`does not fit ${walk.mask}`);
    expect((await walkOf(token)).step).toBe('email');
  }
});

test('a slip in the address can be put right: the next code goes to the right one', async () => {
  const person = await givenPerson(held.db);
  const { token, walk } = await begun(at(0), person.username);
  await sendCode(at(0), walk, 'joan@beartooth.example');
  expect((await walkOf(token)).step).toBe('code');
  await sendCode(at(1), await walkOf(token), plainAddress(person.email));
  const code = await codeSentTo(held.db, person.email);
  expect(await whyNotVerified(at(2), await walkOf(token), code!)).toBeNull();
});

describe('the code', () => {
  test('of fifty wrong tries at once exactly five count, and then the right one is refused, too', async () => {
    const { person, token, code, wrong } = await withCode();
    await forgetLimits();
    const walk = await walkOf(token);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => whyNotVerified(at(1), walk, wrong).catch((error) => error.code)),
    );
    const compared = answers.filter((answer) => /not the code|not the code, for/.test(answer));
    expect(compared).toHaveLength(CODE_TRIES);
    expect((await walkOf(token, 1)).code).toBe('refused');
    await forgetLimits();
    expect(await whyNotVerified(at(1), await walkOf(token, 1), code)).toContain('Ask for another one');
    const refusals = await held.db
      .select()
      .from(auditEntries)
      .where(
        sql`${auditEntries.action} = 'password_reset.code_refused' and ${auditEntries.subject} = ${`user:${person.id}`}`,
      );
    expect(refusals).toHaveLength(CODE_TRIES);
  });

  test('is accepted once, however often it is posted at once', async () => {
    const { token, code } = await withCode();
    const walk = await walkOf(token);
    const answers = await Promise.all(Array.from({ length: 5 }, () => whyNotVerified(at(1), walk, code)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  });

  test('ends after ten minutes', async () => {
    const { token, code } = await withCode();
    expect(await whyNotVerified(at(10), await walkOf(token, 10), code)).toContain('does not work any more');
    expect((await walkOf(token, 10)).code).toBe('expired');
  });

  test('dies when another one is asked for, which brings five new tries', async () => {
    const { person, token, code, wrong } = await withCode();
    for (let i = 0; i < CODE_TRIES; i++) await whyNotVerified(at(1), await walkOf(token, 1), wrong);
    await sendCode(at(1), await walkOf(token, 1), plainAddress(person.email));
    const next = await codeSentTo(held.db, person.email);
    expect((await walkOf(token, 1)).code).toBe('waiting');
    if (next !== code) expect(await whyNotVerified(at(1), await walkOf(token, 1), code)).toContain('4 tries left');
    expect(await whyNotVerified(at(1), await walkOf(token, 1), next!)).toBeNull();
  });

  test('comes five times in a walk at most', async () => {
    const { person, token } = await withCode();
    for (let i = 1; i < CODES_A_WALK; i++) await sendCode(at(i), await walkOf(token, i), plainAddress(person.email));
    await expect(sendCode(at(9), await walkOf(token, 9), plainAddress(person.email))).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('of somebody else’s walk is worth nothing, nor is a token that nobody was given', async () => {
    const { code } = await withCode();
    const other = await withCode();
    expect(await whyNotVerified(at(1), await walkOf(other.token), code)).toContain('not the code');
    expect(await findWalk(at(1), 'a'.repeat(43))).toBeNull();
  });
});

test('a form of an older walk in another tab is told from the newer walk’s', async () => {
  const person = await givenPerson(held.db);
  const older = await begun(at(0), person.username);
  const newer = await begun(at(1), person.username);
  expect(isOfWalk(newer.walk, older.walk.mark)).toBe(false);
  expect(isOfWalk(newer.walk, newer.walk.mark)).toBe(true);
});

test('a walk ends after half an hour; a right code gives half an hour more', async () => {
  const person = await givenPerson(held.db);
  const { token } = await begun(at(0), person.username);
  expect(await findWalk(at(29), token)).not.toBeNull();
  expect(await findWalk(at(30), token)).toBeNull();

  const verified = await withVerifiedCode();
  expect(await findWalk(at(30), verified.token)).not.toBeNull();
  const late = await walkOf(verified.token, 30);
  await expect(choosePassword(at(31), late, NEW_PASSWORD)).rejects.toMatchObject({ code: 'not_found' });
});

describe('the new password', () => {
  test('is not set before the code was right', async () => {
    const { token } = await withCode();
    await expect(choosePassword(at(1), await walkOf(token), NEW_PASSWORD)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is set once by a walk, also when it is posted twice at once', async () => {
    const { person, token } = await withVerifiedCode();
    const walk = await walkOf(token, 2);
    const posts = await Promise.allSettled([1, 2, 3].map((n) => choosePassword(at(2), walk, `${NEW_PASSWORD}${n}`)));
    expect(posts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const letters = await held.db.select().from(mails).where(eq(mails.toAddress, person.email));
    expect(letters.filter(({ kind }) => kind === 'password.changed')).toHaveLength(1);
  });

  test('that is refused leaves the walk open for another', async () => {
    const { token } = await withVerifiedCode();
    expect(await choosePassword(at(2), await walkOf(token, 2), 'Beartooth2026')).toContain('provider');
    expect(await choosePassword(at(2), await walkOf(token, 2), NEW_PASSWORD)).toBeNull();
  });

  test('is not set for somebody who was disabled meanwhile', async () => {
    const { person, token } = await withVerifiedCode();
    await held.db.update(users).set({ disabledAt: START }).where(eq(users.id, person.id));
    await expect(choosePassword(at(2), await walkOf(token, 2), NEW_PASSWORD)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('ends the person’s other resets and lets in who was locked out', async () => {
    const { person, token } = await withVerifiedCode();
    const other = await begun(at(1), person.username);
    for (let i = 0; i < 11; i++) {
      await signIn(at(1), { username: person.username, password: 'wrong' }).catch(() => {});
    }
    await choosePassword(at(2), await walkOf(token, 2), NEW_PASSWORD);
    expect(await findWalk(at(2), other.token)).toBeNull();
    await signIn(at(2), { username: person.username, password: NEW_PASSWORD });
    expect(await held.db.$count(sessions, eq(sessions.userId, person.id))).toBe(1);
  });
});

describe('tries are bounded', () => {
  test('at one account, whoever asks, and whether it exists or not', async () => {
    const person = await givenPerson(held.db);
    for (const username of [person.username, 'nobody-again']) {
      for (let i = 0; i < LIMITS.startsPerAccount; i++) await begun(at(0), username);
      await expect(begun(at(0), username)).rejects.toMatchObject({ code: 'too_many' });
      await begun(at(15), username);
    }
  });

  test('from one address, wrong letters included', async () => {
    const address = crypto.randomUUID();
    const visit = at(0, address);
    const tries = Array.from({ length: LIMITS.startsPerAddress + 20 }, (_, i) =>
      beginReset(visit, answered(visit, `name-${i}`, 'WRONG')).catch((error) => error.code),
    );
    const answers = await Promise.all(tries);
    expect(answers.filter((answer) => answer === 'too_many')).toHaveLength(20);
  });

  test('a thousand at once are a thousand', async () => {
    const key = crypto.randomUUID();
    const counts = await Promise.all(Array.from({ length: 1_000 }, () => countTry(held.db, key, START)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1));
  });
});

function sessionOf(opened: unknown): string {
  return typeof opened === 'string' ? opened : (opened as { token: string }).token;
}

async function forgetLimits() {
  await held.db.execute(sql`delete from rate_limits`);
}

test('a username that nobody has leaves a walk without a person', async () => {
  const { token } = await begun(at(0), 'really-nobody');
  const [row] = await held.db.select().from(passwordResets).where(eq(passwordResets.username, 'really-nobody'));
  expect(row!.userId).toBeNull();
  expect((await walkOf(token)).person).toBeNull();
});
