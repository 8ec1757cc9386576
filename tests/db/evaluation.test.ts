import '../support/settings';
import { desc, eq } from 'drizzle-orm';
import { evaluationAnswers, mails } from '@/db/schema';
import { type ClaimInput, claimSchema } from '@/lib/claims/claim-input';
import { claimThroughLink } from '@/lib/claims/claim-through-link';
import { holderToken } from '@/lib/claims/holder';
import { askCode } from '@/lib/claims/roster/ask-code';
import { checkCode } from '@/lib/claims/roster/check-code';
import { claimRosterLine } from '@/lib/claims/roster/claim-line';
import { findEvaluationOf } from '@/lib/evaluations/find-form';
import { questionRowsOf, questionValues } from '@/lib/evaluations/question-rows';
import {
  DEFAULT_QUESTIONS,
  fieldOfQuestion,
  QUESTION_KINDS,
  type Question,
  VERSION_FIELD,
} from '@/lib/evaluations/questions';
import { exportResults, findResults } from '@/lib/evaluations/results';
import { type EditorInput, evaluationSchema, saveEvaluation } from '@/lib/evaluations/save-form';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { givenAttendee } from '../support/attendees';
import { expectAudit } from '../support/audit';
import { codeIn } from '../support/code-in';
import { testDatabase } from '../support/database';
import { givenEvent } from '../support/events';
import { providerContext, staffContext } from '../support/people';
import { attendeeVisit, claimOf, givenLink } from '../support/share-links';

const testDb = testDatabase();
afterAll(closeRenderer);
jest.setTimeout(60_000);

async function withLink() {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  // Waiting claims need no printing, and their answers are still saved.
  const { token } = await givenLink(ctx, eventId, { afterEvaluation: true, reviewed: true });
  return { ctx, eventId, token };
}

const ANSWERS = { aim: 5, use: 4, leader: 5, pace: 'About right', best: 'The maps' };

async function answer(
  ctx: Context,
  token: string,
  eventId: number,
  answers: Record<string, number | string> = ANSWERS,
) {
  const { questions } = await findEvaluationOf(ctx, eventId);
  // Each attendee answers on a separate device, under a name of their own.
  const input = claimOf({ name: `Zoë Ñandú ${crypto.randomUUID()}`, given: { questions, answers } });
  const sent = { ...input, token, holder: holderToken(null, input.requestKey) };
  await claimThroughLink(attendeeVisit(ctx), sent);
  return sent;
}

test('no claim goes through without the evaluation that its link asks for; sent twice, it answers once', async () => {
  const { ctx, eventId, token } = await withLink();
  const bare = { ...claimOf(), token, holder: 'a'.repeat(64) };
  await expect(claimThroughLink(attendeeVisit(ctx), bare)).rejects.toMatchObject({ code: 'invalid' });
  const sent = await answer(ctx, token, eventId);
  await claimThroughLink(attendeeVisit(ctx), sent);
  expect((await findResults(ctx, eventId)).given).toBe(1);
});

test('a person who claims once more, on another phone or after this one forgot them, does not answer once more', async () => {
  const { ctx, eventId, token } = await withLink();
  const { token: unreviewed } = await givenLink(ctx, eventId, { afterEvaluation: true });
  const { token: plain } = await givenLink(ctx, eventId);
  const { questions } = await findEvaluationOf(ctx, eventId);
  const claim = async (through: string, given: Partial<ClaimInput>) => {
    const input = claimOf({ given: through === plain ? null : { questions, answers: ANSWERS }, ...given });
    const sent = { ...input, token: through, holder: holderToken(null, input.requestKey) };
    const { state } = await claimThroughLink(attendeeVisit(ctx), sent);
    return [state, (await findResults(ctx, eventId)).given];
  };
  // Nobody on the roster yet: each of these claims waits, and only the first one is a new person's.
  expect(await claim(token, {})).toEqual(['waiting', 1]);
  expect(await claim(token, {})).toEqual(['waiting', 1]);
  expect(await claim(token, { name: 'ZOË  ÑANDÚ', email: 'zoe@example.org' })).toEqual(['waiting', 1]);
  // Another school shows that it is another person.
  expect(await claim(token, { school: 'Helena High' })).toEqual(['waiting', 2]);

  // A claim that makes the certificate, and later ones, which wait because the person has it.
  const dana = { name: 'Dana Whitehorse', email: 'dana@example.org' };
  expect(await claim(unreviewed, dana)).toEqual(['issued', 3]);
  expect(await claim(unreviewed, dana)).toEqual(['waiting', 3]);
  expect(await claim(unreviewed, { ...dana, email: 'other@example.org' })).toEqual(['waiting', 3]);
  expect(await claim(token, dana)).toEqual(['waiting', 3]);

  // A claim without an evaluation was no answer.
  expect(await claim(plain, { name: 'Sam Hill' })).toEqual(['issued', 3]);
  expect(await claim(unreviewed, { name: 'Sam Hill' })).toEqual(['waiting', 4]);
  expect(await claim(unreviewed, { name: 'Sam Hill' })).toEqual(['waiting', 4]);
});

test('a roster member who claims again and again with the same code answers once', async () => {
  const ctx = await providerContext(testDb.db, { today: '2026-05-04' });
  const eventId = await givenEvent(ctx);
  const email = `dana-${crypto.randomUUID()}@example.org`;
  const attendeeId = await givenAttendee(ctx, eventId, { name: 'Dana Whitehorse', email });
  const { token } = await givenLink(ctx, eventId, { access: 'roster', afterEvaluation: true });
  const { questions } = await findEvaluationOf(ctx, eventId);
  for (let time = 0; time < 5; time++) {
    const visit = attendeeVisit(ctx);
    const proof = await askCode(visit, { token, address: email });
    const [mail] = await testDb.db
      .select()
      .from(mails)
      .where(eq(mails.toAddress, email))
      .orderBy(desc(mails.id))
      .limit(1);
    await checkCode(visit, { token, proof, code: codeIn(mail!.text) });
    const { state } = await claimRosterLine(visit, {
      attendeeId,
      completed: 'yes',
      educator: 'yes',
      requestKey: crypto.randomUUID(),
      given: { questions, answers: ANSWERS },
      token,
      holder: String(time).repeat(64),
      proof,
    });
    expect(state).toBe('issued');
  }
  expect(await findResults(ctx, eventId)).toMatchObject({ given: 1, shown: 0 });
});

test('answers are saved without name, claim and time', async () => {
  const { ctx, eventId, token } = await withLink();
  await answer(ctx, token, eventId);
  const [row] = await testDb.db.select().from(evaluationAnswers).where(eq(evaluationAnswers.eventId, eventId));
  expect(Object.keys(row!).sort()).toEqual(['answers', 'batch', 'eventId', 'id', 'questions']);
  expect(JSON.stringify(row)).not.toContain('Zoë');
});

test('below five answers only their number is shown; after that, they appear five at a time', async () => {
  const { ctx, eventId, token } = await withLink();
  for (let person = 0; person < 4; person++) await answer(ctx, token, eventId);
  const early = await findResults(ctx, eventId);
  expect(early).toMatchObject({ given: 4, shown: 0 });
  expect(JSON.stringify(early)).not.toContain('The maps');
  await Promise.all([1, 2, 3].map(() => answer(ctx, token, eventId, { ...ANSWERS, aim: 1, best: '=cmd()' })));
  const results = await findResults(ctx, eventId);
  expect(results).toMatchObject({ given: 7, shown: 5 });
  const aim = results.questions.find(({ key }) => key === 'aim')!;
  expect(aim).toMatchObject({ kind: 'scale', answered: 5, mean: 4.2 });
  const csv = await csvOf(ctx, eventId);
  expect(csv.trim().split('\r\n')).toHaveLength(6);
  expect(csv).toContain("'=cmd()");
});

async function csvOf(ctx: Context, eventId: number): Promise<string> {
  const parts: string[] = [];
  for await (const lines of await exportResults(ctx, eventId)) parts.push(lines);
  return parts.join('');
}

/** Saves these questions for the event, over whichever version it has. */
async function ask(ctx: Context, eventId: number, questions: Question[]): Promise<void> {
  const { version } = await findEvaluationOf(ctx, eventId);
  await saveEvaluation(ctx, { eventId, questions, version });
}

test('people who answered other questions are not among the five, so changing the questions shows nobody’s answers', async () => {
  const { ctx, eventId, token } = await withLink();
  for (let person = 0; person < 4; person++) await answer(ctx, token, eventId);
  const replaced: Question[] = [
    ...DEFAULT_QUESTIONS.slice(0, -1),
    { key: 'new', kind: 'text', text: 'What else?', required: false },
  ];
  await ask(ctx, eventId, replaced);
  await answer(ctx, token, eventId, { ...ANSWERS, best: 'The fifth', new: 'It is me.' });
  const mixed = await findResults(ctx, eventId);
  expect(mixed).toMatchObject({ given: 5, shown: 0 });
  expect(JSON.stringify(mixed)).not.toContain('It is me.');
  expect(await csvOf(ctx, eventId)).not.toContain('The fifth');

  // Asked in another order, or with other choices, they are other questions, too.
  await ask(ctx, eventId, replaced.toReversed());
  await answer(ctx, token, eventId);
  const choices = ['Too slow', 'Too fast'];
  await ask(
    ctx,
    eventId,
    replaced.map((question) => (question.kind === 'choice' ? { ...question, choices } : question)),
  );
  await answer(ctx, token, eventId, { ...ANSWERS, pace: 'Too fast' });
  expect(await findResults(ctx, eventId)).toMatchObject({ given: 7, shown: 0 });

  // The first questions, saved once more, go on with the batch that they began.
  await ask(ctx, eventId, [...DEFAULT_QUESTIONS]);
  await answer(ctx, token, eventId);
  const full = await findResults(ctx, eventId);
  expect(full).toMatchObject({ given: 8, shown: 5 });
  expect(full.questions.find(({ key }) => key === 'new')).toBeUndefined();
  await ask(ctx, eventId, replaced);
  for (let person = 0; person < 4; person++) await answer(ctx, token, eventId, { ...ANSWERS, new: 'One of us.' });
  const both = await findResults(ctx, eventId);
  expect(both).toMatchObject({ given: 12, shown: 10 });
  expect(both.questions.find(({ key }) => key === 'new')).toMatchObject({ answered: 5 });
  expect((await csvOf(ctx, eventId)).trim().split('\r\n')).toHaveLength(11);
});

test('a batch that mixed answers to different questions before is neither shown nor filled up', async () => {
  const { ctx, eventId, token } = await withLink();
  const row = { eventId, answers: { best: 'Old' }, batch: 0 };
  const other = [{ key: 'alone', kind: 'text' as const, text: 'Who?', required: false }];
  const old = (questions: readonly Question[], batch: number) => ({ ...row, questions, batch });
  await testDb.db
    .insert(evaluationAnswers)
    .values([
      ...Array.from({ length: 4 }, () => old(DEFAULT_QUESTIONS, 0)),
      old(other, 0),
      old(other, 1),
      old(DEFAULT_QUESTIONS, 1),
    ]);
  expect(await findResults(ctx, eventId)).toMatchObject({ given: 7, shown: 0 });
  for (let person = 0; person < 5; person++) await answer(ctx, token, eventId);
  const results = await findResults(ctx, eventId);
  expect(results).toMatchObject({ given: 12, shown: 5 });
  expect(JSON.stringify(results)).not.toContain('Old');
});

test('answers to required questions are enforced; a person who saw older questions is not asked again', async () => {
  const { ctx, eventId } = await withLink();
  const form = await findEvaluationOf(ctx, eventId);
  const { given: _, email: __, completedOn: ___, ...typed } = claimOf();
  const parse = (values: Record<string, string>) =>
    claimSchema(async () => ({ evaluation: form, codeWord: false })).safeParseAsync({ ...typed, email: '', ...values });
  const missing = await parse({ [VERSION_FIELD]: '0' });
  expect(missing.error!.issues.map(({ path }) => path[0])).toEqual(
    DEFAULT_QUESTIONS.filter(({ required }) => required).map(({ key }) => fieldOfQuestion(key)),
  );
  const older = await parse({
    [VERSION_FIELD]: '7',
    [fieldOfQuestion('pace')]: 'Too fast',
    [fieldOfQuestion('aim')]: '9',
  });
  expect(older.data!.given!.answers).toEqual({ pace: 'Too fast' });
  // Among people who had to answer everything, what is missing would show whose answers these are.
  expect(older.data!.given!.questions.some(({ required }) => required)).toBe(false);
});

test('all errors of a claim come in one round, in the order of the form', async () => {
  const { ctx, eventId } = await withLink();
  const form = await findEvaluationOf(ctx, eventId);
  const { error } = await claimSchema(async () => ({ evaluation: form, codeWord: true })).safeParseAsync({
    name: '',
    school: '',
    educatorNumber: '',
    email: '',
    requestKey: crypto.randomUUID(),
    [VERSION_FIELD]: '0',
  });
  expect(error!.issues.map(({ path }) => path[0])).toEqual([
    'codeWord',
    'name',
    ...DEFAULT_QUESTIONS.filter(({ required }) => required).map(({ key }) => fieldOfQuestion(key)),
    'completed',
    'educator',
  ]);
});

const press = (button: string, values = { ...questionValues(DEFAULT_QUESTIONS), version: '0' } as object) =>
  evaluationSchema.parse({ ...values, questionChange: button }) as Extract<EditorInput, { kind: 'rows' }>;

test('the editor’s buttons move, remove and add questions and save nothing', () => {
  const keys = (input: ReturnType<typeof press>) => questionRowsOf(input.values).map(({ key }) => key);
  const before = DEFAULT_QUESTIONS.map(({ key }) => key);
  expect(keys(press('down-0'))).toEqual([before[1], before[0], ...before.slice(2)]);
  expect(keys(press('up-0'))).toEqual(before);
  expect(keys(press('remove-2'))).toEqual(before.toSpliced(2, 1));
  for (const kind of QUESTION_KINDS) expect(questionRowsOf(press(`add-${kind}`).values).at(-1)!.kind).toBe(kind);
  expect(keys(press('up-99'))).toEqual(before);
});

test('questions are saved in versions: the later of two people who edit reads about it', async () => {
  const { ctx, eventId } = await withLink();
  const parsed = evaluationSchema.parse({ ...questionValues(DEFAULT_QUESTIONS), version: '0' });
  if (parsed.kind !== 'save') throw new Error('nothing to save');
  await saveEvaluation(ctx, { eventId, ...parsed });
  await saveEvaluation(ctx, { eventId, ...parsed });
  expect(await findEvaluationOf(ctx, eventId)).toEqual({ version: 1, questions: parsed.questions });
  await expectAudit(testDb.db, 'evaluation.saved', `event:${eventId}`, {
    details: { version: 1, questions: parsed.questions.length },
  });
  const other = { ...parsed, questions: parsed.questions.slice(1) };
  await expect(saveEvaluation(ctx, { eventId, ...other })).rejects.toMatchObject({ code: 'conflict' });
  await saveEvaluation(ctx, { eventId, ...other, version: 1 });
  expect((await findEvaluationOf(ctx, eventId)).version).toBe(2);
});

test('a choice needs at least two options, and a question needs words', () => {
  const values = questionValues([
    { key: 'a', kind: 'choice', text: ' ', choices: ['One'], required: true },
    { key: 'b', kind: 'scale', text: 'Fine?', required: true },
  ]);
  const read = evaluationSchema.safeParse({ ...values, version: '0' });
  expect(read.error!.issues.map(({ path }) => path[0])).toEqual(['question-0-text', 'question-0-choices']);
});

test('nobody saves questions for another provider, as a viewer, or as staff; results of others are not found', async () => {
  const { ctx, eventId, token } = await withLink();
  const save = (other: Context) => saveEvaluation(other, { eventId, questions: [...DEFAULT_QUESTIONS], version: 0 });
  await expect(save(await providerContext(testDb.db))).rejects.toMatchObject({ code: 'not_found' });
  await expect(save(await staffContext(testDb.db))).rejects.toMatchObject({ code: 'forbidden' });
  await expect(save({ ...ctx, actor: { ...ctx.actor, role: 'viewer' } } as Context)).rejects.toMatchObject({
    code: 'forbidden',
  });
  for (let person = 0; person < 5; person++) await answer(ctx, token, eventId);
  expect((await findResults(await providerContext(testDb.db), eventId)).shown).toBe(0);
});
