import '../support/settings';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { attendees, certificateMails, claims, evaluationAnswers, events, mails, namedCertificates } from '@/db/schema';
import { checkIn } from '@/lib/attendees/check-in/check-in';
import { addressOfCode } from '@/lib/attendees/check-in/code-token';
import { openCheckInCode } from '@/lib/attendees/check-in/manage-code';
import { identityOf } from '@/lib/attendees/identity';
import { certificateAttachments } from '@/lib/certificates/mail/attachment';
import type { ClaimInput } from '@/lib/claims/claim-input';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { type ClaimStep, claimSessions } from '@/lib/claims/conference/claim-sessions';
import { mailOwnConference } from '@/lib/claims/conference/mail-own';
import { beginOwnDownload, findOwnConference, getOwnConferenceFile } from '@/lib/claims/conference/own';
import { type ClaimAs, findConferencePage } from '@/lib/claims/conference/page';
import { askConferenceCode, checkConferenceCode } from '@/lib/claims/conference/prove';
import { codeWordField, prefixOf } from '@/lib/claims/conference/session-fields';
import { VERSION_FIELD } from '@/lib/evaluations/questions';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { codeIn } from '../support/code-in';
import { givenConferenceLink, givenSession, revokeGivenLink } from '../support/conferences';
import { testDatabase } from '../support/database';
import { givenConference } from '../support/events';
import { onDay, providerContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';
import { soon } from '../support/soon';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(120_000);

const HOLDER = 'a'.repeat(64);

/** A conference on May 3 with a session in each of these hours, each with an open link. */
async function conference(sessions = 3, terms: Parameters<typeof givenLink>[2] = {}) {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const conferenceId = await givenConference(ctx, 'Big Sky Educators’ Conference');
  const ids: number[] = [];
  for (let index = 0; index < sessions; index++) {
    const hour = String(8 + index).padStart(2, '0');
    const times = { startsAt: `${hour}:00`, endsAt: `${hour}:45` };
    ids.push(await givenSession(ctx, conferenceId, { title: `Session ${index + 1}`, ...times }));
    await givenLink(ctx, ids.at(-1)!, terms);
  }
  return { ctx, conferenceId, ids, ...(await givenConferenceLink(ctx, conferenceId)) };
}

const formOf = (sessions: readonly number[], given: FormValues = {}): FormValues => ({
  step: 'claim',
  name: 'Zoë Ñandú',
  email: 'zoe@example.org',
  school: 'Big Sky School',
  educatorNumber: '',
  sessions: sessions.map(String),
  completed: 'yes',
  educator: 'yes',
  requestKey: crypto.randomUUID(),
  ...given,
});

type Sent = {
  ctx: Context;
  token: string;
  values: FormValues;
  holder?: string;
  proof?: string | null;
  address?: string;
};

const send = ({ ctx, token, values, holder = HOLDER, proof = null, address }: Sent): Promise<ClaimStep> =>
  claimSessions(attendeeVisit(ctx, address), { token, holder, proof, values });

const claimsOf = (ids: readonly number[]) =>
  testDb.db
    .select()
    .from(claims)
    .where(inArray(claims.eventId, [...ids]))
    .orderBy(claims.eventId, claims.id);

const pageOf = (
  ctx: Context,
  token: string,
  given: { proof?: string; remembered?: string; holder?: string; as?: ClaimAs } = {},
) =>
  findConferencePage(attendeeVisit(ctx), {
    token,
    holder: given.holder ?? null,
    proof: given.proof ?? null,
    remembered: given.remembered ?? null,
    as: given.as ?? 'same',
  });

test('one form claims the certificates of several sessions, with the sum of their units (M24)', async () => {
  const { ctx, token, ids } = await conference();
  expect(await send({ ctx, token, values: formOf(ids) })).toEqual({ step: 'done' });
  const own = await findOwnConference(attendeeVisit(ctx), token, HOLDER);
  expect(own).toMatchObject({
    conference: 'Big Sky Educators’ Conference',
    people: [{ name: 'Zoë Ñandú', certificates: 3, units: '4.5' }],
  });
  expect(own!.people[0]!.sessions.map(({ session, certificate }) => [session.title, certificate?.units])).toEqual([
    ['Session 1', '1.5'],
    ['Session 2', '1.5'],
    ['Session 3', '1.5'],
  ]);
  const counted = await testDb.db.select().from(events).where(inArray(events.id, ids));
  expect(counted.map(({ issuedCount }) => issuedCount)).toEqual([1, 1, 1]);
  expect(await findOwnConference(attendeeVisit(ctx), token, 'b'.repeat(64))).toBeNull();
});

test('a form sent twice, at once or later, or filled in again in a second tab, claims nothing twice', async () => {
  const { ctx, token, ids } = await conference();
  const values = formOf(ids);
  await Promise.all([send({ ctx, token, values }), send({ ctx, token, values }), send({ ctx, token, values })]);
  expect(await send({ ctx, token, values })).toEqual({ step: 'done' });
  expect(await send({ ctx, token, values: formOf(ids) })).toEqual({ step: 'done' });
  expect(await claimsOf(ids)).toHaveLength(3);
});

test('overlapping sessions are refused with a sentence that names both, also one after the other and at once', async () => {
  const { ctx, token, conferenceId, ids } = await conference(1);
  const other = await givenSession(ctx, conferenceId, {
    title: 'At the same time',
    startsAt: '08:30',
    endsAt: '09:00',
  });
  await givenLink(ctx, other);
  const both = await send({ ctx, token, values: formOf([...ids, other]) });
  expect(both).toMatchObject({ step: 'choose', errors: [{ field: 'sessions' }] });
  expect(JSON.stringify(both)).toContain('“Session 1” (May 3, 2026, 8:00–8:45 AM) and “At the same time”');
  expect(await claimsOf([...ids, other])).toHaveLength(0);
  // Two forms at once: each sees the other one's claim.
  const steps = await Promise.all([
    send({ ctx, token, values: formOf(ids) }),
    send({ ctx, token, values: formOf([other]) }),
  ]);
  expect(steps.map(({ step }) => step).sort()).toEqual(['done', 'results']);
  expect(await claimsOf([...ids, other])).toHaveLength(1);
  // Nor does another spelling of the same name get around it.
  const spelled = await send({ ctx, token, values: formOf([...ids, other].slice(0, 1), { name: 'ZOE NANDU' }) });
  const again = await send({ ctx, token, values: formOf([other], { name: 'ZOE NANDU' }) });
  expect([spelled.step, again.step]).toContain('results');
  // For somebody else with the same device, it is another person's day.
  const second = formOf([other], { name: 'Somebody Else', email: 'else@example.org' });
  expect((await send({ ctx, token, values: second })).step).toBe('done');
});

test('sessions that were canceled, have not begun, belong elsewhere, or have no open link are not offered', async () => {
  const { ctx, token, conferenceId, ids } = await conference(1);
  const tomorrow = { startsOn: '2026-05-05', endsOn: '2026-05-05' };
  const later = await givenSession(ctx, conferenceId, { title: 'Tomorrow', ...tomorrow });
  await givenLink(ctx, later);
  const canceled = await givenSession(ctx, conferenceId, { title: 'Canceled', startsAt: '13:00', endsAt: '14:00' });
  await givenLink(ctx, canceled);
  await testDb.owner.update(events).set({ canceledAt: ctx.clock.now() }).where(eq(events.id, canceled));
  const linkless = await givenSession(ctx, conferenceId, { title: 'No link', startsAt: '15:00', endsAt: '16:00' });
  const elsewhere = await conference(1);
  const page = await pageOf(ctx, token);
  expect(page!.form!.days.flatMap(({ sessions }) => sessions.map(({ title }) => title))).toEqual(['Session 1']);
  for (const id of [later, canceled, linkless, elsewhere.ids[0]!]) {
    expect(await send({ ctx, token, values: formOf([...ids, id]) })).toMatchObject({ step: 'choose' });
  }
  expect(await claimsOf([...ids, later, canceled, linkless, ...elsewhere.ids])).toHaveLength(0);
});

test('each session asks for its own code word and evaluation; a wrong word fails there and nowhere else', async () => {
  const { ctx, token, conferenceId, ids } = await conference(1);
  const worded = await givenSession(ctx, conferenceId, { title: 'With a word', startsAt: '13:00', endsAt: '14:00' });
  await givenLink(ctx, worded, { access: 'code_word', codeWord: 'Larch' });
  const asked = await givenSession(ctx, conferenceId, { title: 'Evaluated', startsAt: '15:00', endsAt: '16:00' });
  await givenLink(ctx, asked, { afterEvaluation: true });
  const all = [...ids, worded, asked];
  const first = await send({ ctx, token, values: formOf(all, { step: 'choose' }) });
  expect(first).toMatchObject({
    step: 'questions',
    sessions: [
      { id: ids[0], asksCodeWord: false, evaluation: null },
      { id: worded, asksCodeWord: true },
      { id: asked, evaluation: { version: 0 } },
    ],
  });
  // A required answer is missing: nothing is claimed.
  const version = { [prefixOf(asked) + VERSION_FIELD]: '0' };
  const unanswered = await send({ ctx, token, values: formOf(all, version) });
  expect(unanswered).toMatchObject({ step: 'questions' });
  expect(JSON.stringify(unanswered)).toContain(`${prefixOf(asked)}answer-aim`);
  expect(await claimsOf(all)).toHaveLength(0);
  const given = {
    ...version,
    [`${prefixOf(asked)}answer-aim`]: '5',
    [`${prefixOf(asked)}answer-use`]: '4',
    [`${prefixOf(asked)}answer-leader`]: '5',
    [`${prefixOf(asked)}answer-pace`]: 'About right',
  };
  const values = formOf(all, { ...given, [codeWordField(worded)]: 'pine' });
  const wrong = await send({ ctx, token, values });
  expect(wrong).toMatchObject({
    step: 'results',
    results: [
      { state: 'issued' },
      { state: 'failed', why: expect.stringContaining('not the code word') },
      { state: 'issued' },
    ],
    sessions: [{ id: worded }],
  });
  expect(await send({ ctx, token, values: { ...values, [codeWordField(worded)]: 'larch' } })).toEqual({ step: 'done' });
  expect(await claimsOf(all)).toHaveLength(3);
  expect(await testDb.db.$count(evaluationAnswers, eq(evaluationAnswers.eventId, asked))).toBe(1);
});

test('people who did not complete a session, or may have its certificate, wait for the provider as at one link (M13)', async () => {
  const { ctx, token, ids } = await conference(3);
  await givenAttendee(ctx, ids[0]!, { completed: false, units: '1.5' });
  await givenAttendee(ctx, ids[1]!, { email: 'other@example.org', units: '1.5' });
  expect(await send({ ctx, token, values: formOf(ids) })).toEqual({ step: 'done' });
  const rows = await claimsOf(ids);
  expect(rows.map(({ state, waitsFor }) => [state, waitsFor])).toEqual([
    ['waiting', 'not_completed'],
    ['waiting', 'same_name'],
    ['issued', null],
  ]);
  const own = await findOwnConference(attendeeVisit(ctx), token, HOLDER);
  expect(own!.people[0]).toMatchObject({ certificates: 1, units: '1.5' });
});

/** Proves an address for a conference's link, and returns the browser's cookie. */
async function proved(ctx: Context, token: string, address: string): Promise<string> {
  const visit = attendeeVisit(ctx);
  const proof = await askConferenceCode(visit, { token, address });
  const [mail] = await testDb.db
    .select()
    .from(mails)
    .where(and(eq(mails.toAddress, address), eq(mails.kind, 'roster_proof.code')))
    .orderBy(desc(mails.id))
    .limit(1);
  await checkConferenceCode(visit, { token, proof, code: codeIn(mail!.text) });
  return proof;
}

test('a session for its roster needs a confirmed address; then the roster’s own line is claimed, and no one else’s', async () => {
  const { ctx, token, ids } = await conference(2, { access: 'roster' });
  const zoe = {
    units: '1.5',
    identity: identityOf({ name: 'Zoë Ñandú', email: 'zoe@example.org', school: '', educatorNumber: '' }),
  };
  const lines = [await givenAttendee(ctx, ids[0]!, zoe), await givenAttendee(ctx, ids[1]!, zoe)];
  await givenAttendee(ctx, ids[0]!, { name: 'Somebody Else', email: 'else@example.org', units: '1.5' });
  const without = await send({ ctx, token, values: formOf(ids) });
  expect(without).toMatchObject({
    step: 'choose',
    errors: [{ message: expect.stringContaining('Confirm your email') }],
  });
  const proof = await proved(ctx, token, 'zoe@example.org');
  // The proof is of this address, whatever the form says.
  const other = formOf(ids, { name: 'Somebody Else', email: 'else@example.org' });
  expect(await send({ ctx, token, proof, values: other })).toMatchObject({ step: 'choose' });
  expect(await send({ ctx, token, proof, values: formOf(ids) })).toEqual({ step: 'done' });
  const rows = await claimsOf(ids);
  expect(rows.map(({ attendeeId, state }) => [attendeeId, state])).toEqual(lines.map((id) => [id, 'issued']));
  const page = await pageOf(ctx, token, { proof });
  expect(page!.form!.proved).toMatchObject({ step: 'proved', names: ['Zoë Ñandú'] });
  expect(page!.form!.filled).toMatchObject({ name: 'Zoë Ñandú', sessions: ids.map(String) });
});

test('another person with the same phone gets nothing of what the first one proved, and can prove an address too', async () => {
  const { ctx, token, conferenceId, ids } = await conference(2);
  const closed = await givenSession(ctx, conferenceId, { title: 'Closed', startsAt: '15:00', endsAt: '16:00' });
  await givenLink(ctx, closed, { access: 'roster' });
  const lineOf = (name: string, email: string) => {
    const identity = identityOf({ name, email, school: '', educatorNumber: '' });
    return { name, email, identity, school: 'Helena High', units: '1.5' };
  };
  for (const id of [...ids, closed]) await givenAttendee(ctx, id, lineOf('Anna Fuentes', 'anna@example.org'));
  const bensLine = await givenAttendee(ctx, closed, lineOf('Ben Hill', 'ben@example.org'));
  const annas = await proved(ctx, token, 'anna@example.org');
  const anna = { name: 'Anna Fuentes', email: 'anna@example.org', school: 'Helena High' };
  expect(await send({ ctx, token, proof: annas, values: formOf([...ids, closed], anna) })).toEqual({ step: 'done' });

  const blank = { name: '', email: '', school: '', sessions: [] };
  const another = (await pageOf(ctx, token, { proof: annas, holder: HOLDER, as: 'another' }))!.form!;
  expect([another.proved, another.filled]).toEqual([{ step: 'none' }, blank]);
  // The browser still sends the cookie with what Anna proved.
  const ben = { name: 'Ben Hill', email: 'ben@example.org', school: '' };
  expect(await send({ ctx, token, proof: annas, values: formOf(ids.slice(0, 1), ben) })).toEqual({ step: 'done' });
  expect(await claimsOf(ids.slice(0, 1))).toMatchObject([anna, ben]);
  const [line] = await testDb.db.select().from(attendees).where(eq(attendees.name, 'Ben Hill')).orderBy(attendees.id);
  expect(line!.email).toBe('ben@example.org');
  expect(await send({ ctx, token, proof: annas, values: formOf([closed], ben) })).toMatchObject({ step: 'choose' });

  const bens = await proved(ctx, token, 'ben@example.org');
  const proving = (await pageOf(ctx, token, { proof: bens, holder: HOLDER, as: 'another-proving' }))!.form!;
  expect(proving.proved).toEqual({ step: 'proved', email: 'ben@example.org', names: ['Ben Hill'] });
  expect(proving.filled).toEqual({ ...blank, name: 'Ben Hill', sessions: [String(closed)] });
  expect(await send({ ctx, token, proof: bens, values: formOf([closed], ben) })).toEqual({ step: 'done' });
  expect((await claimsOf([closed])).at(-1)).toMatchObject({ attendeeId: bensLine, state: 'issued' });
  // What is filled in for the first person again is of the one whose address was proved, and of nobody else.
  const again = (await pageOf(ctx, token, { proof: annas, holder: HOLDER }))!.form!.filled;
  expect(again).toMatchObject(anna);
});

test('a code is sent only to an address on a roster, and a wrong one proves nothing', async () => {
  const { ctx, token, ids } = await conference(1, { access: 'roster' });
  await givenAttendee(ctx, ids[0]!, { email: 'there@example.org', units: '1.5' });
  const visit = attendeeVisit(ctx);
  const before = await testDb.db.$count(mails);
  const unknown = await askConferenceCode(visit, { token, address: 'stranger@example.org' });
  expect(await testDb.db.$count(mails)).toBe(before);
  await expect(checkConferenceCode(visit, { token, proof: unknown, code: '00000000' })).rejects.toMatchObject({
    code: 'invalid',
  });
  expect((await pageOf(ctx, token, { proof: unknown }))!.form!.proved).toEqual({
    step: 'code',
    email: 'stranger@example.org',
  });
  // A proof is for one conference.
  const elsewhere = await conference(1, { access: 'roster' });
  await givenAttendee(elsewhere.ctx, elsewhere.ids[0]!, { email: 'there@example.org', units: '1.5' });
  const proof = await proved(ctx, token, 'there@example.org');
  expect((await pageOf(elsewhere.ctx, elsewhere.token, { proof }))!.form!.proved).toEqual({ step: 'none' });
});

test('the sessions at which a phone checked in are filled in on that phone, and a typed name reveals nothing', async () => {
  const { ctx, token, ids } = await conference(3);
  let remembered: string | null = null;
  const on = onDay(ctx, '2026-05-03');
  for (const eventId of ids.slice(0, 2)) {
    await openCheckInCode(ctx, eventId);
    const [code] = await testDb.db.query.checkInCodes
      .findMany({ where: (each, is) => is.eq(each.eventId, eventId) })
      .then((rows) => rows);
    const codeToken = addressOfCode(code!)!.split('/').at(-1)!;
    const who = { name: 'Zoë Ñandú', email: 'zoe@example.org' };
    const visit = attendeeVisit(on);
    remembered = await checkIn(visit, { token: codeToken, key: crypto.randomUUID(), direction: 'in', who, remembered });
  }
  const filled = (await pageOf(ctx, token, { remembered: remembered! }))!.form!.filled;
  expect(filled.sessions).toEqual(ids.slice(0, 2).map(String));
  expect((await pageOf(ctx, token))!.form!.filled).toEqual({ name: '', email: '', school: '', sessions: [] });
  // People pass a phone around: one person's check-ins are not for another one's claims.
  expect((await pageOf(ctx, token, { remembered: remembered!, as: 'another' }))!.form!.filled.sessions).toEqual([]);
  const other = { name: 'Somebody Else', email: 'else@example.org' };
  await send({ ctx, token, values: formOf(ids.slice(2), other) });
  const more = (await pageOf(ctx, token, { remembered: remembered!, holder: HOLDER }))!.form!.filled;
  expect(more).toMatchObject({ name: 'Somebody Else', sessions: [] });
  // Nobody can make up what a phone remembers.
  const [line] = await testDb.db.select().from(attendees).where(eq(attendees.eventId, ids[0]!));
  const forged = `${line!.id}.${'0'.repeat(64)}`;
  expect((await pageOf(ctx, token, { remembered: forged }))!.form!.filled.sessions).toEqual([]);
  const elsewhere = await conference(1);
  expect((await pageOf(elsewhere.ctx, elsewhere.token, { remembered: remembered! }))!.form!.filled.sessions).toEqual(
    [],
  );
});

/** Checks in or out at a session with its code. */
async function checkedIn(ctx: Context, eventId: number, direction: 'in' | 'out' = 'in') {
  await openCheckInCode(ctx, eventId);
  const [code] = await testDb.db.query.checkInCodes.findMany({ where: (each, is) => is.eq(each.eventId, eventId) });
  const token = addressOfCode(code!)!.split('/').at(-1)!;
  const who = { name: 'Zoë Ñandú', email: 'zoe@example.org' };
  await checkIn(attendeeVisit(ctx), { token, key: crypto.randomUUID(), direction, who, remembered: null });
}

test('a check-in alone does not make a claim wait; what the provider or a check-out says does', async () => {
  const { ctx, token, ids } = await conference(3, { access: 'code_word', codeWord: 'bitterroot' });
  const on = onDay(ctx, '2026-05-03');
  await checkedIn(on, ids[0]!);
  await checkedIn(on, ids[1]!);
  await checkedIn(on, ids[1]!, 'out');
  await checkedIn(on, ids[2]!);
  await testDb.db.update(attendees).set({ version: 2 }).where(eq(attendees.eventId, ids[2]!));
  const words = Object.fromEntries(ids.map((id) => [codeWordField(id), 'bitterroot']));
  await send({ ctx, token, values: formOf(ids, words) });
  expect((await claimsOf(ids)).map(({ state, waitsFor }) => [state, waitsFor])).toEqual([
    ['issued', null],
    ['waiting', 'not_completed'],
    ['waiting', 'not_completed'],
  ]);
  const lines = await testDb.db
    .select()
    .from(attendees)
    .where(inArray(attendees.eventId, ids))
    .orderBy(attendees.eventId);
  expect(lines.map(({ completed }) => completed)).toEqual([true, false, false]);
  await expectAudit(testDb.db, 'attendees.marked', `event:${ids[0]!}`, { details: { completed: true, marked: 1 } });
});

test('a session at the same time is refused through its own link, and waits on another phone', async () => {
  const { ctx, token, conferenceId, ids } = await conference(1);
  const rival = await givenSession(ctx, conferenceId, { title: 'Rival', startsAt: '08:30', endsAt: '09:00' });
  const later = await givenSession(ctx, conferenceId, { title: 'Later', startsAt: '09:00', endsAt: '09:30' });
  const own = await givenLink(ctx, rival);
  const after = await givenLink(ctx, later);
  expect(await send({ ctx, token, values: formOf(ids) })).toEqual({ step: 'done' });
  const through = (link: string, holder: string, more: Partial<ClaimInput> = {}) =>
    claimThroughLink(attendeeVisit(ctx), { ...claimOf({ email: 'zoe@example.org', ...more }), token: link, holder });
  await expect(through(own.token, HOLDER)).rejects.toMatchObject({
    code: 'invalid',
    sentence: expect.stringContaining('overlaps with “Session 1”'),
  });
  const phone = 'b'.repeat(64);
  expect(await through(own.token, phone)).toMatchObject({ state: 'waiting' });
  expect(await claimsOf([rival])).toMatchObject([{ waitsFor: 'overlap' }]);
  // A session that begins when the other ends is another matter, and so is another person.
  expect(await through(after.token, phone)).toMatchObject({ state: 'issued' });
  expect(await through(own.token, 'c'.repeat(64), { email: 'other@example.org', name: 'Noor Haddad' })).toMatchObject({
    state: 'issued',
  });
});

test('two phones that claim overlapping sessions for one person at once get one certificate', async () => {
  const { ctx, conferenceId, ids } = await conference(0);
  expect(ids).toEqual([]);
  const links: string[] = [];
  for (const title of ['One', 'Other']) {
    const session = await givenSession(ctx, conferenceId, { title, startsAt: '08:00', endsAt: '09:00' });
    links.push((await givenLink(ctx, session)).token);
  }
  const outcomes = await Promise.all(
    links.map((token, index) =>
      claimThroughLink(attendeeVisit(ctx), {
        ...claimOf({ email: 'zoe@example.org' }),
        token,
        holder: String(index).repeat(64),
      }),
    ),
  );
  expect(outcomes.map(({ state }) => state).sort()).toEqual(['issued', 'waiting']);
});

test('one email carries all certificates of one person, once, and not those of others on the same device', async () => {
  const { ctx, token, ids } = await conference(2);
  await send({ ctx, token, values: formOf(ids) });
  await send({ ctx, token, values: formOf(ids.slice(0, 1), { name: 'Somebody Else', email: 'else@example.org' }) });
  const own = (await findOwnConference(attendeeVisit(ctx), token, HOLDER))!;
  const { claimId } = own.people.find(({ name }) => name === 'Zoë Ñandú')!.sessions[0]!;
  const input = { token, holder: HOLDER, claimId, email: 'zoe@example.org', after: null };
  await Promise.all([mailOwnConference(attendeeVisit(ctx), input), mailOwnConference(attendeeVisit(ctx), input)]);
  const sent = await testDb.db.select().from(mails).where(eq(mails.kind, 'certificate.conference_mailed'));
  expect(sent).toHaveLength(1);
  expect(sent[0]!.text).toContain('3 professional development units in all');
  const files = await certificateAttachments(testDb.db, sent[0]!.id);
  expect(files.map(({ filename }) => filename.split(' - ').slice(0, 2))).toEqual([
    ['Zoë Ñandú', 'Session 1'],
    ['Zoë Ñandú', 'Session 2'],
  ]);
  expect(files.every(({ content }) => content.subarray(0, 5).toString() === '%PDF-')).toBe(true);
  const again = { ...input, after: sent[0]!.id };
  await mailOwnConference(attendeeVisit(ctx), again);
  expect(await testDb.db.$count(certificateMails, eq(certificateMails.mailId, sent[0]!.id))).toBe(2);
  await expect(mailOwnConference(attendeeVisit(ctx), { ...input, holder: 'b'.repeat(64) })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('only the browser that claimed downloads the files, one by one or together, also after the link was revoked', async () => {
  const { ctx, token, ids, linkId } = await conference(2);
  await send({ ctx, token, values: formOf(ids) });
  await revokeGivenLink(ctx, linkId);
  const visit = attendeeVisit(ctx);
  const own = (await findOwnConference(visit, token, HOLDER))!;
  const { serial } = own.people[0]!.sessions[0]!.certificate!;
  expect((await getOwnConferenceFile(visit, token, HOLDER, serial)).facts.participantName).toBe('Zoë Ñandú');
  const { files } = await beginOwnDownload(visit, token, HOLDER);
  const names: string[] = [];
  for await (const { name } of files) names.push(name);
  expect(names).toEqual(['Zoë Ñandú - Session 1', 'Zoë Ñandú - Session 2']);
  for (const holder of [null, 'b'.repeat(64)]) {
    await expect(getOwnConferenceFile(visit, token, holder, serial)).rejects.toMatchObject({ code: 'not_found' });
    await expect(beginOwnDownload(visit, token, holder)).rejects.toMatchObject({ code: 'not_found' });
    expect(await pageOf(ctx, token, { holder: holder ?? undefined })).toBeNull();
  }
  await expect(send({ ctx, token, values: formOf(ids) })).rejects.toMatchObject({ code: 'not_found' });
  expect((await pageOf(ctx, token, { holder: HOLDER }))!.form).toBeNull();
});

test('certificates claimed through a conference’s link stay on its page when their session leaves the conference', async () => {
  const { ctx, token, conferenceId, ids } = await conference(2);
  const direct = await givenSession(ctx, conferenceId, { title: 'Direct', startsAt: '15:00', endsAt: '16:00' });
  const own = await givenLink(ctx, direct);
  await send({ ctx, token, values: formOf(ids) });
  const input = claimOf({ email: 'zoe@example.org' });
  await claimThroughLink(attendeeVisit(ctx), { ...input, token: own.token, holder: HOLDER });
  const leaving = [ids[0]!, direct];
  await testDb.owner.update(events).set({ conferenceId: null }).where(inArray(events.id, leaving));

  const visit = attendeeVisit(ctx);
  const page = (await findOwnConference(visit, token, HOLDER))!;
  expect(page.conference).toBe('Big Sky Educators’ Conference');
  // The claim through the session's own link is on that link's page.
  expect(page.people[0]!.sessions.map(({ session }) => session.id)).toEqual(ids);
  const [{ claimId, certificate }] = page.people[0]!.sessions as [(typeof page.people)[0]['sessions'][0]];
  const file = await getOwnConferenceFile(visit, token, HOLDER, certificate!.serial);
  expect(file.facts.participantName).toBe('Zoë Ñandú');
  const names: string[] = [];
  for await (const { name } of (await beginOwnDownload(visit, token, HOLDER)).files) names.push(name);
  expect(names).toHaveLength(2);
  const to = `zoe-${crypto.randomUUID()}@example.org`;
  await mailOwnConference(visit, { token, holder: HOLDER, claimId, email: to, after: null });
  const [sent] = await testDb.db.select().from(mails).where(eq(mails.toAddress, to));
  expect(await certificateAttachments(testDb.db, sent!.id)).toHaveLength(2);
  await expect(getOwnConferenceFile(visit, token, 'b'.repeat(64), certificate!.serial)).rejects.toMatchObject({
    code: 'not_found',
  });

  // A session that left can't be claimed through the link any longer.
  expect(await send({ ctx, token, values: formOf(ids.slice(0, 1)), holder: 'b'.repeat(64) })).toMatchObject({
    step: 'choose',
  });
});

test('many attendees who claim six sessions each at once all get their own certificates, and nobody gets another’s', async () => {
  const { ctx, token, ids } = await conference(6, { access: 'code_word', codeWord: 'Larch' });
  const people = Array.from({ length: 20 }, (_, index) => ({
    name: `Ada ${String.fromCodePoint(65 + index)}.`,
    email: `ada${index}@example.org`,
    holder: index.toString(16).padStart(64, '0'),
  }));
  const words = Object.fromEntries(ids.map((id) => [codeWordField(id), 'larch']));
  const steps = await Promise.all(
    people.map(({ name, email, holder }) =>
      send({ ctx, token, holder, address: '192.0.2.7', values: formOf(ids, { name, email, ...words }) }),
    ),
  );
  expect(new Set(steps.map(({ step }) => step))).toEqual(new Set(['done']));
  for (const { name, holder } of people) {
    const own = (await findOwnConference(attendeeVisit(ctx), token, holder))!;
    expect(own.people).toMatchObject([{ name, certificates: 6, units: '9' }]);
  }
  const issued = await testDb.db.select().from(namedCertificates).where(inArray(namedCertificates.eventId, ids));
  expect(issued).toHaveLength(120);
  const rows = await claimsOf(ids);
  const nameOf = new Map(issued.map(({ id, facts }) => [id, (facts as { participantName: string }).participantName]));
  expect(rows.every(({ name, certificateId }) => nameOf.get(certificateId!) === name)).toBe(true);
});

test('a claim that waits too long for others at the same session waits again, and is not refused', async () => {
  const { ctx, token, ids } = await conference(1);
  /** When the claims that wait for a lock began their transaction. */
  const waitingSince = async () => {
    const rows = await testDb.db.execute<{ since: string }>(sql`
      select xact_start::text as since from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`);
    return rows.map(({ since }) => since);
  };
  let claimed: ReturnType<typeof send> | undefined;
  await testDb.owner.transaction(async (tx) => {
    await tx.execute(sql`select from events where id = ${ids[0]!} for update`);
    claimed = send({ ctx, token, values: formOf(ids) });
    const first = await soon(async () => (await waitingSince())[0]);
    await soon(async () => (await waitingSince()).some((since) => since !== first));
  });
  expect(await claimed).toEqual({ step: 'done' });
  expect(await claimsOf(ids)).toMatchObject([{ state: 'issued' }]);
});
