import { randomInt } from 'node:crypto';
import { median } from '../requests';

/** How far the medians of two groups of times lie apart, beside what lies apart without any cause. In milliseconds. */
export type Apart = {
  one: number;
  other: number;
  /** Between the medians of the two halves of one group, taken in turn. */
  halvesOfOne: number;
  halvesOfOther: number;
  /** What 95 of 100 random exchanges within the pairs stay within: a difference below it shows nothing. */
  chance: number;
};

const EXCHANGES = 1_000;

/** @param other at each place what was measured beside the one at that place, so that slow moments hit both */
export function howFarApart(one: number[], other: number[]): Apart {
  const byChance = Array.from({ length: EXCHANGES }, () => {
    const pairs = one.map((time, at) => shuffled([time, other[at]!]));
    return Math.abs(median(pairs.map(([time]) => time!)) - median(pairs.map(([, time]) => time!)));
  });
  return {
    one: median(one),
    other: median(other),
    halvesOfOne: halves(one),
    halvesOfOther: halves(other),
    chance: byChance.toSorted((a, b) => a - b)[Math.floor(0.95 * EXCHANGES)]!,
  };
}

function halves(times: number[]): number {
  const of = (rest: number) => median(times.filter((_, at) => at % 2 === rest));
  return Math.abs(of(0) - of(1));
}

export function shuffled<T>(list: T[]): T[] {
  const mixed = [...list];
  for (let at = mixed.length - 1; at > 0; at--) {
    const from = randomInt(at + 1);
    [mixed[at], mixed[from]] = [mixed[from]!, mixed[at]!];
  }
  return mixed;
}
