import { pairScans } from './pair-scans';
import type { Presence } from './rules';

/** A fact on record about a person's attendance. */
export type Fact = {
  attendeeId: number;
  kind: 'visit' | 'in' | 'out' | 'withdrawn';
  startedAt: Date | null;
  endedAt: Date | null;
  lastedSeconds: number | null;
  /** The day of a visit whose times are unknown. */
  day: string | null;
  isWithdrawn: boolean;
};

/**
 * Returns when each person was there, by the facts on record; a person whose facts were all withdrawn was never there.
 * A sign-in lasts until the next sign-out before the end of the night; without one it doesn't count, because nobody knows
 * how long it lasted.
 */
export function presencesOf(facts: readonly Fact[]): Map<number, Presence[]> {
  const people = new Map<number, Fact[]>();
  for (const fact of facts) {
    const own = people.get(fact.attendeeId);
    if (own) own.push(fact);
    else people.set(fact.attendeeId, [fact]);
  }
  return new Map(
    Array.from(people, ([id, all]) => {
      const own = all.filter(({ isWithdrawn }) => !isWithdrawn);
      return [id, [...own.filter(({ kind }) => kind === 'visit').map(visitOf), ...checkedIn(own)]];
    }),
  );
}

const visitOf = ({ startedAt, endedAt, lastedSeconds, day }: Fact): Presence => ({
  from: startedAt?.getTime() ?? null,
  to: endedAt?.getTime() ?? null,
  lasted: lastedSeconds === null ? null : lastedSeconds * 1_000,
  ...(day === null ? {} : { day }),
});

/**
 * Pairs sign-ins with sign-outs by their times, not by their order of arrival, because phones that were offline send
 * late.
 */
function checkedIn(facts: readonly Fact[]): Presence[] {
  const scans = facts
    .flatMap(({ kind, startedAt, endedAt }) =>
      kind === 'in' || kind === 'out' ? [{ isIn: kind === 'in', at: (startedAt ?? endedAt)!.getTime() }] : [],
    )
    .sort((a, b) => a.at - b.at || (a.isIn ? 1 : -1));
  return pairScans(scans).map(({ start, end }) => ({ from: start.at, to: end?.at ?? null, lasted: null }));
}
