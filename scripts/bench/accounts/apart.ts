import { randomInt } from 'node:crypto';
import { median } from '../requests';

/** How far apart the medians of two groups of times are, next to differences that have no cause. In milliseconds. */
export type Apart = {
  one: number;
  other: number;
  /** Between the medians of the two halves of one group, split alternately. */
  halvesOfOne: number;
  halvesOfOther: number;
  /** The bound that 95 of 100 random swaps within the pairs stay within: a smaller difference shows nothing. */
  chance: number;
};

const EXCHANGES = 1_000;

/** @param other at each index, the time measured next to the one at that index in `one`, so that slow moments affect both */
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
