import { type EventState, onPaperOf } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { daysBetween, formatDay } from '@/lib/platform/days';

type Dated = { startsOn: Day; endsOn: Day };

/** Returns why a conference can't have these dates, or null. `most`: in days. */
export function whyNotThese({ startsOn, endsOn }: Dated, most: number): string | null {
  if (endsOn < startsOn) return 'The end date is before the start date.';
  return daysBetween(startsOn, endsOn) + 1 > most
    ? `A conference can’t be longer than a year. It starts on ${formatDay(startsOn)}; check the year of the end date.`
    : null;
}

/** What decides whether a session still lacks something. */
type Checked = {
  state: EventState;
  endsOn: Day;
  certificateCount: number | null;
  reportedIssued: number | null;
  countDiffers: boolean;
  due: number;
};

/** What a conference still lacks; all zero: nothing. */
export type Missing = {
  /** Whether there is no session that takes place. */
  none: boolean;
  /** Sessions that are not over. */
  notOver: number;
  /** Sessions without a count. */
  counts: number;
  /** Sessions whose certificates changed after the count was recorded. */
  differing: number;
  /**
   * People who completed a session and have no certificate here, more than the session's count has on paper: somebody
   * forgot them.
   */
  certificates: number;
};

/**
 * Returns what is missing before a conference can be closed (M9, M13, M14). Canceled sessions lack nothing. A signature is
 * not required, because certificates can be signed by hand (M12).
 */
export function whatIsMissing(sessions: readonly Checked[], today: Day): Missing {
  const taking = sessions.filter(({ state }) => state !== 'canceled');
  const count = (test: (session: Checked) => boolean) => taking.filter(test).length;
  return {
    none: taking.length === 0,
    notOver: count((session) => today <= session.endsOn),
    counts: count((session) => today > session.endsOn && session.certificateCount === null),
    differing: count(({ countDiffers }) => countDiffers),
    certificates: taking.reduce((sum, { due, ...session }) => sum + Math.max(0, due - onPaperOf(session)), 0),
  };
}

type Undecided = { title: string; people: number };

/** How many sessions a sentence names. */
const NAMED = 3;

/** Says at which sessions people wait for the provider: their claims, or their attendance that nobody counted (M13). */
export function describeUndecided(kind: 'claims' | 'attendance', sessions: readonly Undecided[]): string[] {
  const people = sessions.reduce((sum, session) => sum + session.people, 0);
  if (people === 0) return [];
  const number = people.toLocaleString('en-US');
  const what = {
    claims: people === 1 ? '1 claim waits for you' : `${number} claims wait for you`,
    attendance:
      people === 1
        ? '1 person checked in, and still needs a decision on whether they completed the session'
        : `${number} people checked in, and still need a decision on whether they completed the session`,
  }[kind];
  const named = sessions.slice(0, NAMED).map(({ title }) => `“${title}”`);
  const more = sessions.length - named.length;
  const at = [...named, ...(more > 0 ? [more === 1 ? '1 other session' : `${more} other sessions`] : [])];
  return [`${what}: ${new Intl.ListFormat('en-US').format(at)}.`];
}

/** Says what is missing, one sentence for each; empty when nothing is. */
export function describeMissing({ none, notOver, counts, differing, certificates }: Missing): string[] {
  const number = (count: number) => count.toLocaleString('en-US');
  const sessions = (count: number, one: string, many: string) =>
    count === 0 ? [] : [count === 1 ? `1 session ${one}` : `${number(count)} sessions ${many}`];
  return [
    ...(none ? ['The conference has no session that takes place.'] : []),
    ...sessions(notOver, 'is not over yet.', 'are not over yet.'),
    ...sessions(counts, 'still needs a certificate count.', 'still need a certificate count.'),
    ...sessions(
      differing,
      'has certificates that changed after its count was recorded.',
      'have certificates that changed after their counts were recorded.',
    ),
    ...(certificates === 0
      ? []
      : [
          certificates === 1
            ? '1 person completed a session and has no certificate, here or on paper.'
            : `${number(certificates)} times, a person completed a session and has no certificate, here or on paper.`,
        ]),
  ];
}
