import { type HeadingMeaning, plain, words } from './headings';
import type { Candidate, Contents } from './name-columns';
/**
 * Returns the status columns that are of one day or session each, such as "Attended Day 1" and "Attended Day 2": none of
 * them says that somebody completed the event.
 */
export function columnsOfDays(headings: readonly string[], candidates: readonly Candidate[]): Set<number> {
  const groups = new Map<string, Candidate[]>();
  for (const each of candidates.filter(({ meaning }) => meaning.kind === 'completed')) {
    const base = plain((headings[each.column] ?? '').replaceAll(/\[[^\]]*\]|\d+/g, ' '));
    groups.set(base, [...(groups.get(base) ?? []), each]);
  }
  const repeated = [...groups.values()].filter((group) => group.length > 1);
  return new Set(repeated.flat().map(({ column }) => column));
}

/**
 * Returns the status column. Of several, it is the one with the fewest completions: "Completed" also
 * has people who did not pass, the day of completion has them, too, and "Finished" can be a form that asks who attended.
 */
export function statusOf(best: Candidate | undefined, candidates: readonly Candidate[]): Candidate | undefined {
  if (!best) return best;
  // "Attending" for everyone says nothing; another column can say who came.
  const saysMore = candidates.find(
    ({ meaning, contents: { yes, no, marks } }) => meaning.kind === 'completed' && yes > 0 && no > 0 && marks >= 0.8,
  );
  const { contents } = best;
  if (saysMore && contents.marks > 0 && contents.yes + contents.no === 0) return saysMore;
  const isDay = best.contents.dates > 0.5;
  const isRival = ({ meaning, contents: { yes, no, marks, dates } }: Candidate) =>
    meaning.kind === 'completed' &&
    (isDay || meaning.rank < 2 || meaning.rank === 4) &&
    yes > 0 &&
    no > 0 &&
    marks >= 0.8 &&
    dates <= 0.5;
  const yesIn = ({ contents: { yes, filled } }: Candidate) => yes * filled;
  return candidates.filter(isRival).reduce((least, each) => (yesIn(each) < yesIn(least) ? each : least), best);
}

/** Headings that say who gets PDUs, which is as good as who completed, where another column says that. */
const ELIGIBLE =
  /\b(pdus?|credits?|certificates?|renewal units?)\b.*\b(eligible|eligibility|earned|approved|awarded)\b|\b(earned|received) (pdus?|credits?|certificates?)\b|\beligible\b/i;

/** Returns the columns that say who gets PDUs. */
export function eligibleOf(headings: readonly string[], contents: readonly Contents[]): Candidate[] {
  return contents.flatMap((each, column): Candidate[] =>
    ELIGIBLE.test(headings[column] ?? '') && each.marks >= 0.8
      ? [{ column, meaning: { kind: 'completed', rank: 1 }, contents: each }]
      : [],
  );
}

/** Words of attendance. */
export const OF_ATTENDANCE =
  /^(attended|present|absent|no[ -]?show|did not attend|not attended|attendance|checked[ -]in|not checked[ -]in)\b/i;
/** What can also be completed, present or attended. */
const OF_SOMETHING_ELSE =
  /survey|eval|feedback|quiz|test|exam|module|lesson|unit\b|activity|assignment|background|payment|order|invoice|email|licen|member|employ|marital|approv|session|day|orient|lunch|dinner|form\b|waiver|\d/i;

/**
 * Returns the one column under an unknown heading whose words are about attendance, "Attended" and "No Show", or which is
 * called a status; -1 when there is none, or more than one.
 */
export function statusByWords(
  headings: readonly string[],
  meanings: readonly (HeadingMeaning | null)[],
  contents: readonly Contents[],
): number {
  const found = contents.flatMap(({ marks, yes, attendance, boxes }, column) => {
    const heading = headings[column] ?? '';
    const isStatus = /\bstatus$/.test(words(heading));
    const isUnknown = meanings[column] === null && !OF_SOMETHING_ELSE.test(heading);
    // The status of a registration, or of an event, is "Attended" only where it is about the person.
    const isAboutPeople = isStatus && meanings[column]?.kind === null && attendance >= 0.4;
    const isOne = (isUnknown || isAboutPeople) && marks >= 0.8 && yes > 0;
    return isOne && (attendance > 0.8 || isStatus || (heading === '' && boxes > 0.8)) ? [column] : [];
  });
  return found.length === 1 ? found[0]! : -1;
}
