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
 * A sign-in lasts until the next sign-out; without one it doesn't count, because nobody knows how long it lasted.
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

/** Two scans of one code within five minutes count as one (choice); later, the person probably forgot to sign out. */
const SCANNED_TWICE = 5 * 60_000;

/**
 * Pairs sign-ins with sign-outs by their times, not by their order of arrival, because phones that were offline send
 * late.
 */
function checkedIn(facts: readonly Fact[]): Presence[] {
  const steps = facts
    .flatMap(({ kind, startedAt, endedAt }) =>
      kind === 'in' || kind === 'out' ? [{ kind, at: (startedAt ?? endedAt)!.getTime() }] : [],
    )
    .sort((a, b) => a.at - b.at || (a.kind === 'out' ? -1 : 1));
  const presences: Presence[] = [];
  let since: number | null = null;
  for (const { kind, at } of steps) {
    if (kind === 'in') {
      if (since !== null && at - since > SCANNED_TWICE) presences.push({ from: since, to: null, lasted: null });
      if (since === null || at - since > SCANNED_TWICE) since = at;
    } else if (since !== null) {
      presences.push({ from: since, to: at, lasted: null });
      since = null;
    }
  }
  return since === null ? presences : [...presences, { from: since, to: null, lasted: null }];
}
