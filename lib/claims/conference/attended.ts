import { listWhoCameIn } from '@/db/queries/conference-links';
import { rememberedNumbers, wasRemembered } from '@/lib/attendees/check-in/check-in';
import { nameKey } from '@/lib/attendees/identity';
import type { Visit } from '@/lib/platform/visit';
import type { Proved } from './prove';

/** What the form is filled in with: the name, if only one person can be meant, and the sessions that they attended. */
export type FilledIn = { name: string; sessions: number[]; names: string[] };

/**
 * Returns the sessions that this browser's person attended as far as the browser can prove it: it checked in there itself,
 * or it proved an email address that the rosters have. A typed name reveals nothing.
 */
export async function findAttended(
  visit: Visit,
  { conferenceId, proved, remembered }: { conferenceId: number; proved: Proved; remembered: string | null },
): Promise<FilledIn> {
  const came = await listWhoCameIn(visit.db, conferenceId, rememberedNumbers(remembered));
  const own = came.filter((each) => wasRemembered(remembered, each));
  const lines = proved.step === 'proved' ? proved.lines : [];
  const names = [...new Map(lines.map(({ name }) => [nameKey(name), name])).values()];
  // People share addresses, and then nobody knows whose sessions to check.
  const attended = names.length === 1 ? lines.filter(({ completed, cameIn }) => completed || cameIn) : [];
  return {
    name: names.length === 1 ? names[0]! : '',
    names,
    sessions: [...new Set([...own, ...attended].map(({ eventId }) => eventId))],
  };
}
