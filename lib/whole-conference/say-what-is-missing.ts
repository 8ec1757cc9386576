import type { Queryable } from '@/db/client';
import { listUncountedOfConference, type Undecided } from '@/db/queries/conference-sessions';
import { titleWithinConference } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { describeMissing, describeUndecided, whatIsMissing } from './rules';
import type { Session } from './sessions';

type Of = { conferenceId: number; sessions: readonly Session[]; claims: readonly Undecided[]; today: Day };

/**
 * Says what is missing before a conference can be closed (M9, M13, M14), one sentence for each; empty when nothing is. Who
 * checked in and was not counted is looked for last, because it reads all rosters.
 * @param claims those that wait for the provider
 */
export async function sayWhatIsMissing(
  db: Queryable,
  { conferenceId, sessions, claims, today }: Of,
): Promise<string[]> {
  const conference = sessions[0]?.conference ?? null;
  const short = (all: readonly Undecided[]) =>
    all.map(({ title, people }) => ({ title: titleWithinConference({ title, conference }), people }));
  const missing = [...describeMissing(whatIsMissing(sessions, today)), ...describeUndecided('claims', short(claims))];
  if (missing.length > 0) return missing;
  return describeUndecided('attendance', short(await listUncountedOfConference(db, conferenceId)));
}
