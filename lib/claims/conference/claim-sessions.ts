import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addressKey, nameKey } from '@/lib/attendees/identity';
import { type EvaluationForm, findEvaluationOf } from '@/lib/evaluations/find-form';
import { refusalOf } from '@/lib/platform/database';
import { type FieldError, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import type { Visit } from '@/lib/platform/visit';
import type { ClaimOutcome } from '../claim-certificate';
import { claimThrough, countClaimTry } from '../claim-through-link';
import { getClaimableConference, type OfferedSession, type OpenConference } from './open-conference';
import { findProved, type Proved, type ProvedLine } from './prove';
import { whyOverlapping } from './rules';
import { readAnswers, readCodeWord, readStatements, readWhoAndWhat, type WhoAndWhat } from './session-form';

/** The form's fields as they were posted: what they mean depends on the sessions that are checked. */
export const sessionsSchema = z.custom<FormValues>();

/** What a checked session asks before its certificate. */
export type SessionQuestions = {
  id: number;
  title: string;
  asksCodeWord: boolean;
  evaluation: EvaluationForm | null;
  /** Whether the provider decides before there is a certificate. */
  reviewed: boolean;
};

export type SessionResult = { id: number; title: string } & (
  | { state: ClaimOutcome['state'] }
  | { state: 'failed'; why: string }
);

/** What the form shows next. */
export type ClaimStep =
  | { step: 'choose'; errors: FieldError[] }
  | { step: 'questions'; sessions: SessionQuestions[]; errors: FieldError[] }
  /** Some sessions failed; `sessions` are those, which can be sent again. */
  | { step: 'results'; results: SessionResult[]; sessions: SessionQuestions[]; errors: FieldError[] }
  | { step: 'done' };

type Input = { token: string; holder: string; proof: string | null; values: FormValues };

/**
 * Goes on with the form of a conference: first who somebody is and which sessions they attended, then what these sessions ask,
 * then a claim at each of them by the rules of its own link. Each session is claimed entirely or not at all, whatever
 * happens to the others, and a form that is sent again claims nothing twice.
 * @throws AppError `not_found` when the link is not open, `forbidden`, or `too_many`
 */
export async function claimSessions(visit: Visit, { token, holder, proof, values }: Input): Promise<ClaimStep> {
  const open = await getClaimableConference(visit, token);
  if (textOf(values, 'step') === 'back') return { step: 'choose', errors: [] };
  const { input, errors } = readWhoAndWhat(values);
  if (!input) return { step: 'choose', errors };
  const found = await findProved(visit, { linkId: open.linkId, conferenceId: open.conference.id, proof });
  const proved = provedBy(found, input);
  const chosen = open.sessions.filter(({ id }) => input.sessions.includes(id));
  const why = whyNotTheseSessions(input, chosen, proved);
  if (why) return { step: 'choose', errors: [{ field: 'sessions', message: why }] };

  const sessions = await Promise.all(chosen.map((session) => questionsOf(visit, session)));
  if (textOf(values, 'step') !== 'claim') return { step: 'questions', sessions, errors: [] };
  const answers = sessions.map(({ id, evaluation }) => readAnswers(values, id, evaluation));
  const missing = [...answers.flatMap((each) => each.errors), ...readStatements(values)];
  if (missing.length > 0) return { step: 'questions', sessions, errors: missing };

  const results: SessionResult[] = [];
  // One after the other, because each waits for the same printer, and a room full of people waits with it.
  for (const [index, session] of chosen.entries()) {
    const claim = {
      input,
      session,
      conferenceId: open.conference.id,
      proved,
      holder,
      given: answers[index]!.given,
      values,
    };
    results.push({ id: session.id, title: session.title, ...(await resultOf(() => claimOne(visit, claim))) });
  }
  const failed = new Set(results.flatMap(({ id, state }) => (state === 'failed' ? [id] : [])));
  if (failed.size === 0) return { step: 'done' };
  return { step: 'results', results, sessions: sessions.filter(({ id }) => failed.has(id)), errors: [] };
}

/** Returns what the claimant proved: nothing when the form has another address, because people pass a phone around. */
function provedBy(proved: Proved, { email }: Pick<WhoAndWhat, 'email'>): Proved {
  return proved.step === 'proved' && addressKey(proved.email) === addressKey(email) ? proved : { step: 'none' };
}

/** Returns why these sessions cannot be claimed together; null when they can. */
function whyNotTheseSessions(
  { sessions, name }: WhoAndWhat,
  chosen: readonly OfferedSession[],
  proved: Proved,
): string | null {
  if (chosen.length < new Set(sessions).size) {
    return 'A session you checked is not offered now. It was taken off the list. Check the others again.';
  }
  const overlapping = whyOverlapping(chosen);
  if (overlapping) return overlapping;
  const closed = chosen.find(({ id, link }) => link.access === 'roster' && !lineOf(proved, id, name));
  if (!closed) return null;
  if (proved.step !== 'proved') {
    return `“${closed.title}” is for people on its roster. Confirm your email address first, with the code we send you.`;
  }
  const names = [...new Set(proved.lines.flatMap((line) => (line.eventId === closed.id ? [line.name] : [])))];
  return names.length === 0
    ? `“${closed.title}” is for people on its roster, and ${proved.email} is not on it. If you attended, ask the provider.`
    : `The roster of “${closed.title}” has ${proved.email} with another name: ${names.join(', ')}. Type the name as it is there, or ask the provider to correct it.`;
}

/** Returns the line of a session's roster with the proved address and the typed name. */
function lineOf(proved: Proved, eventId: number, name: string): ProvedLine | undefined {
  if (proved.step !== 'proved') return undefined;
  return proved.lines.find((line) => line.eventId === eventId && nameKey(line.name) === nameKey(name));
}

async function questionsOf(visit: Visit, { id, title, link }: OfferedSession): Promise<SessionQuestions> {
  return {
    id,
    title,
    asksCodeWord: link.access === 'code_word',
    evaluation: link.afterEvaluation ? await findEvaluationOf(visit, id) : null,
    reviewed: link.reviewed,
  };
}

type OneClaim = {
  input: WhoAndWhat;
  session: OpenConference['sessions'][number];
  conferenceId: number;
  proved: Proved;
  holder: string;
  given: ReturnType<typeof readAnswers>['given'];
  values: FormValues;
};

async function claimOne(
  visit: Visit,
  { input, session, conferenceId, proved, holder, given, values }: OneClaim,
): Promise<ClaimOutcome> {
  const { link } = session;
  await countClaimTry(visit, link.id);
  const line = lineOf(proved, session.id, input.name);
  return claimThrough(visit, link, {
    ...input,
    eventId: session.id,
    conferenceId,
    proved: line,
    holder,
    given,
    codeWord: readCodeWord(values, session.id),
    requestKey: keyOfSession(input.requestKey, session.id),
  });
}

async function resultOf(claim: () => Promise<ClaimOutcome>) {
  try {
    return { state: (await claim()).state };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return { state: 'failed' as const, why: refusal.sentence };
  }
}

/** Returns the key of one session's part of a form: the same each time the form is sent. */
function keyOfSession(requestKey: string, eventId: number): string {
  const hash = createHash('sha256').update(`${requestKey}:${eventId}`).digest('hex');
  // The shape of a UUID of version 8, which is for such keys (RFC 9562).
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
