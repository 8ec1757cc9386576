import { z } from 'zod';
import { countSessionMailing } from '@/db/queries/conference-sessions';
import type { RunKind } from '@/db/queries/issuing-runs';
import { listUnreachedOfConference } from '@/db/queries/returned-mails';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { whyNotIssuable } from '@/lib/certificates/issue/rules';
import { beginRun, enqueueRun } from '@/lib/certificates/runs/begin-run';
import { unsigned } from '@/lib/certificates/unsigned';
import type { Conference } from '@/lib/conferences/conference';
import { getConference } from '@/lib/conferences/find-conference';
import { unitsOf } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { AppError, isAppError } from '@/lib/platform/errors';
import { noteProgress } from '@/lib/platform/progress';
import type { Context } from '@/lib/platform/visit';
import { sessionKey } from './session-key';
import { readSessions, type Session } from './sessions';

/** A session with what a run over it would do. */
export type SessionToDo = {
  eventId: number;
  title: string;
  conference: string;
  /** People who would get a certificate, or an email. */
  due: number;
  /** Those of them whose certificate has no signature, or would have none. */
  unsigned: number;
};

/** The same with the units that the session gives, and its days. */
export type SessionToIssue = SessionToDo & { units: string; startsOn: Day; endsOn: Day };

export type IssuePlan = { conference: Conference; sessions: SessionToIssue[]; notYet: number };

/**
 * Returns the sessions with people who completed them and have no certificate. Sessions that have not begun wait.
 * @throws AppError `not_found` or `forbidden`
 */
export async function planIssuing(ctx: Context, conferenceId: number): Promise<IssuePlan> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'certificate.issue', conference);
  const today = ctx.clock.today();
  const sessions = await readSessions(ctx.db, conferenceId, scopeOf(ctx.actor), today);
  const waiting = sessions.filter(({ due }) => due > 0);
  const now = waiting.filter((session) => whyNotIssuable(session, today) === null);
  return {
    conference,
    sessions: now.map((session) => ({
      ...toDo(session),
      due: session.due,
      unsigned: session.isSigned ? 0 : session.due,
      units: unitsOf(session.hours),
      startsOn: session.startsOn,
      endsOn: session.endsOn,
    })),
    notYet: waiting.length - now.length,
  };
}

export type MailPlan = {
  conference: Conference;
  sessions: SessionToDo[];
  withoutAddress: number;
  mailed: number;
  /** People to whom the latest email with a certificate came back. */
  unreached: number;
};

/**
 * Returns the sessions with certificates that were not emailed yet.
 * @throws AppError `not_found` or `forbidden`
 */
export async function planMailing(ctx: Context, conferenceId: number): Promise<MailPlan> {
  const conference = await getConference(ctx, conferenceId);
  authorize(ctx, 'certificate.mail', conference);
  const sessions = await readSessions(ctx.db, conferenceId, scopeOf(ctx.actor), ctx.clock.today());
  const counts = await countSessionMailing(ctx.db, conferenceId);
  const countsOf = new Map(counts.map((count) => [count.eventId, count]));
  return {
    conference,
    sessions: sessions.flatMap((session) => {
      const { due = 0, unsigned = 0 } = countsOf.get(session.id) ?? {};
      return due > 0 ? [{ ...toDo(session), due, unsigned }] : [];
    }),
    withoutAddress: counts.reduce((sum, count) => sum + count.withoutAddress, 0),
    mailed: counts.reduce((sum, count) => sum + count.mailed, 0),
    unreached: (await listUnreachedOfConference(ctx.db, conferenceId)).people,
  };
}

function toDo({ id, title, conference }: Session) {
  return { eventId: id, title, conference };
}

export const conferenceRunsSchema = z.object({
  requestKey: z.uuid('Open the page again, then send the form.'),
  /** How many people the person saw it would be for. */
  expected: z
    .string()
    .regex(/^\d{1,9}$/, 'Open the page again, then send the form.')
    .transform(Number),
  unsigned,
});

type Input = z.output<typeof conferenceRunsSchema> & { conferenceId: number };

/** The runs that one form began. */
export type BegunRuns = { runs: number };

/**
 * Begins a bulk run for each session of the conference that issues the missing certificates of its completions. Without the choice to go on without a signature, it leaves out sessions that are not signed.
 * @throws AppError `not_found`, `forbidden`, `invalid` when there is nothing to do, or `conflict` when the rosters changed
 */
export async function issueConference(ctx: Context, input: Input): Promise<BegunRuns> {
  const { sessions } = await planIssuing(ctx, input.conferenceId);
  return beginRuns(ctx, 'issue', sessions, input);
}

/**
 * Begins to email every certificate of the conference that was not emailed: a run for each session, which start together,
 * so that each person gets one email with all of theirs. Without the choice to email unsigned ones, it leaves out sessions
 * that have some.
 * @throws AppError like `issueConference`
 */
export async function mailConference(ctx: Context, input: Input): Promise<BegunRuns> {
  const { sessions } = await planMailing(ctx, input.conferenceId);
  return beginRuns(ctx, 'mail', sessions, input);
}

/** Each session is a transaction of its own, as from its own page; sending the form again begins what is still missing. */
async function beginRuns(
  ctx: Context,
  kind: Extract<RunKind, 'issue' | 'mail'>,
  sessions: readonly SessionToDo[],
  { requestKey, expected, unsigned: withoutSignature }: Input,
): Promise<BegunRuns> {
  const people = sessions.reduce((sum, { due }) => sum + due, 0);
  if (people > expected) {
    throw new AppError(
      'conflict',
      'The rosters have changed. Open the page again, review the numbers, then send the form.',
    );
  }
  const chosen = withoutSignature ? sessions : sessions.filter((session) => session.unsigned === 0);
  if (chosen.length === 0) throw new AppError('invalid', people === 0 ? NOTHING[kind] : SIGN_FIRST[kind]);
  // A server that ends in between leaves runs that start without those it could not begin.
  const startsAt = kind === 'mail' ? new Date(ctx.clock.now().getTime() + BEGUN_WITHIN_MS) : undefined;
  const begun: number[] = [];
  let refused: unknown;
  for (const [index, { eventId }] of chosen.entries()) {
    noteProgress(ctx, 'Preparing', index, chosen.length, 'sessions');
    try {
      const run = { eventId, kind, requestKey: sessionKey(requestKey, eventId), unsigned: withoutSignature, startsAt };
      begun.push(await beginRun(ctx, run));
    } catch (error) {
      // Somebody began a run for this session, or issued its certificates, a moment ago.
      if (!isAppError(error) || (error.code !== 'conflict' && error.code !== 'invalid')) throw error;
      refused = error;
    }
  }
  if (begun.length === 0) throw refused;
  if (startsAt) for (const runId of begun) await enqueueRun(ctx.db, runId);
  return { runs: begun.length };
}

/** All runs of a conference are begun by then; each takes a few milliseconds. */
const BEGUN_WITHIN_MS = 120_000;

const NOTHING = {
  issue: 'Everyone who completed a session already has a certificate.',
  mail: 'There is no one to email. Every certificate whose attendee has an email address was already emailed.',
};

const SIGN_FIRST = {
  issue: 'None of these sessions is signed digitally. Sign them first, or check the box to go on without a signature.',
  mail: 'Each of these sessions has certificates without a signature. Sign and reissue them, or check the box to email them without a signature.',
};
