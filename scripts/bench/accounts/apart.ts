import { randomInt } from 'node:crypto';
import { median } from '../requests';

/** How far the medians of two groups of times lie apart, beside what lies apart without any cause. In milliseconds. */
export type Apart = {
  one: number;
  other: number;
  /** Between the medians of the two halves of one group, taken in turn. */
  halvesOfOne: number;
  halvesOfOther: number;
  /** What 95 of 100 random regroupings of all these times stay within: a difference below it shows nothing. */
  chance: number;
};

const REGROUPINGS = 1_000;

export function howFarApart(one: number[], other: number[]): Apart {
  const all = [...one, ...other];
  const byChance = Array.from({ length: REGROUPINGS }, () => {
    const mixed = shuffled(all);
    return Math.abs(median(mixed.slice(0, one.length)) - median(mixed.slice(one.length)));
  });
  return {
    one: median(one),
    other: median(other),
    halvesOfOne: halves(one),
    halvesOfOther: halves(other),
    chance: byChance.toSorted((a, b) => a - b)[Math.floor(0.95 * REGROUPINGS)]!,
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
