import { listWhoCameIn } from '@/db/queries/conference-links';
import { rememberedNumbers, wasRemembered } from '@/lib/attendees/check-in/check-in';
import { nameKey } from '@/lib/attendees/identity';
import type { Visit } from '@/lib/platform/visit';
import type { Proved } from './prove';

/** What the form is filled in with: the name, if only one person can be meant, and the sessions that they attended. */
export type FilledIn = { name: string; sessions: number[]; names: string[] };

type Asked = {
  conferenceId: number;
  proved: Proved;
  remembered: string | null;
  /** The name of this browser's latest claim; blank when there is none, or it is another person's. */
  last: string;
};

/**
 * Returns the sessions that this browser's person attended as far as the browser can prove it: it checked in there itself,
 * or it proved an email address that the rosters have. A typed name reveals nothing.
 */
export async function findAttended(visit: Visit, { conferenceId, proved, remembered, last }: Asked): Promise<FilledIn> {
  const lines = proved.step === 'proved' ? proved.lines : [];
  const names = namesOf(lines);
  // People share addresses, and then nobody knows whose sessions to check.
  const attended = names.length === 1 ? lines.filter(({ completed, cameIn }) => completed || cameIn) : [];
  const name = names.length === 1 ? names[0]! : last;
  const came = await listWhoCameIn(visit.db, conferenceId, rememberedNumbers(remembered));
  const checkedIn = came.filter((each) => wasRemembered(remembered, each));
  // They share phones, too.
  const whose = name === '' ? onlyName(checkedIn) : name;
  const own = checkedIn.filter((each) => nameKey(each.name) === nameKey(whose));
  return { name, names, sessions: [...new Set([...own, ...attended].map(({ eventId }) => eventId))] };
}

type Named = { name: string };

function namesOf(people: readonly Named[]): string[] {
  return [...new Map(people.map(({ name }) => [nameKey(name), name])).values()];
}

/** Returns the name of all of these people; blank when they have several. */
function onlyName(people: readonly Named[]): string {
  const names = namesOf(people);
  return names.length === 1 ? names[0]! : '';
}
