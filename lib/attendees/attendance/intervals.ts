/** A period in milliseconds since 1970, from its beginning up to its end. */
export type Interval = readonly [from: number, to: number];

/** Returns the same time in order and without overlaps. A period that ends before it begins is left out. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Returns the time that is in both lists. */
export function intersect(one: readonly Interval[], other: readonly Interval[]): Interval[] {
  const [a, b] = [union(one), union(other)];
  const common: Interval[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]![0], b[j]![0]);
    const to = Math.min(a[i]![1], b[j]![1]);
    if (from < to) common.push([from, to]);
    if (a[i]![1] < b[j]![1]) i++;
    else j++;
  }
  return common;
}

/** Returns the time in the first list that is not in the second. */
export function without(one: readonly Interval[], other: readonly Interval[]): Interval[] {
  const cut = union(other);
  return union(one).flatMap(([from, to]) => {
    const rest: Interval[] = [];
    let start = from;
    for (const [cutFrom, cutTo] of cut) {
      if (cutTo <= start || cutFrom >= to) continue;
      if (cutFrom > start) rest.push([start, cutFrom]);
      start = cutTo;
    }
    if (start < to) rest.push([start, to]);
    return rest;
  });
}

/** Returns the total length in milliseconds; overlaps count once. */
export function lengthOf(intervals: readonly Interval[]): number {
  return union(intervals).reduce((sum, [from, to]) => sum + (to - from), 0);
}
