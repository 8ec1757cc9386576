import {
  listOpenRunsOfConference,
  listWaitingClaimsOfConference,
  type OpenRun,
} from '@/db/queries/conference-sessions';
import { scopeOf } from '@/lib/access/scope';
import type { Conference } from '@/lib/conferences/conference';
import { getConference } from '@/lib/conferences/find-conference';
import type { Context } from '@/lib/platform/visit';
import { sayWhatIsMissing } from './say-what-is-missing';
import { readSessions, type Session } from './sessions';

export type ConferenceTotals = {
  /** Sessions that take place, and those that were canceled. */
  sessions: number;
  canceled: number;
  /** Over all rosters: people, completions, and completions without a certificate. A person counts once a session. */
  attendees: number;
  completed: number;
  due: number;
  /** Those of them for whom no run has begun. */
  toIssue: number;
  issued: number;
  signed: number;
  /** Sessions with a count, and what they add up to. */
  counted: number;
  certificates: number;
  /** Sessions whose count can be recorded or needs review. */
  countsToRecord: number;
};

export type ConferenceView = {
  conference: Conference;
  sessions: Session[];
  totals: ConferenceTotals;
  /** Why it can't be closed yet, one sentence for each reason; empty when nothing is missing. */
  missing: string[];
  /** What is being issued or emailed now. */
  runs: OpenRun[];
};

/**
 * Returns a conference with everything its page shows, in a few queries whatever its size (M24).
 * @throws AppError `not_found`
 */
export async function viewConference(ctx: Context, conferenceId: number): Promise<ConferenceView> {
  const today = ctx.clock.today();
  const scope = scopeOf(ctx.actor);
  // None waits for another: what another provider's conference has is not read, or is dropped with the refusal.
  const [conference, sessions, runs, claims] = await Promise.all([
    getConference(ctx, conferenceId),
    readSessions(ctx.db, conferenceId, scope, today),
    listOpenRunsOfConference(ctx.db, conferenceId),
    listWaitingClaimsOfConference(ctx.db, conferenceId),
  ]);
  const missing = await sayWhatIsMissing(ctx.db, { conferenceId, sessions, claims, today });
  return { conference, sessions, totals: totalsOf(sessions, runs), missing, runs };
}

function totalsOf(all: readonly Session[], runs: readonly OpenRun[]): ConferenceTotals {
  const begun = new Set(runs.flatMap(({ kind, eventId }) => (kind === 'issue' ? [eventId] : [])));
  const sessions = all.filter(({ state }) => state !== 'canceled');
  const sum = (of: (session: Session) => number) => sessions.reduce((total, session) => total + of(session), 0);
  const count = (test: (session: Session) => boolean) => sessions.filter(test).length;
  return {
    sessions: sessions.length,
    canceled: all.length - sessions.length,
    attendees: sum(({ attendees }) => attendees),
    completed: sum(({ completed }) => completed),
    due: sum(({ due }) => due),
    toIssue: sum(({ id, due }) => (begun.has(id) ? 0 : due)),
    issued: sum(({ issuedCount }) => issuedCount),
    signed: count(({ isSigned }) => isSigned),
    counted: count(({ certificateCount }) => certificateCount !== null),
    certificates: sum(({ certificateCount }) => certificateCount ?? 0),
    countsToRecord: count(({ state, countDiffers }) => state === 'count-due' || countDiffers),
  };
}
