/** Somebody who may be the same person as somebody else on the roster, as far as it decides which record stays. */
export type Duplicate = {
  id: number;
  email: string | null;
  school: string;
  educatorNumber: string;
  units: string;
  completed: boolean;
  serial: string | null;
};

/**
 * The record that stays when these are one person: the one with a valid certificate, else the one marked as completed,
 * else the one that says more, else the first one.
 */
export function betterRecord<One extends Duplicate>(people: readonly One[]): One {
  const said = ({ email, school, educatorNumber }: One) => [email, school, educatorNumber].filter(Boolean).length;
  const rank = (one: One) => [one.serial === null ? 0 : 1, one.completed ? 1 : 0, said(one), -one.id];
  return people.reduce((best, one) => (isGreater(rank(one), rank(best)) ? one : best));
}

function isGreater(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at !== -1 && one[at]! > other[at]!;
}

/** What the record that stays says after the merge: its own details, and where it has none, those of the others. */
export function mergedDetails<One extends Duplicate>(kept: One, others: readonly One[]) {
  const all = [kept, ...others];
  return {
    email: all.find(({ email }) => email !== null)?.email ?? null,
    school: all.find(({ school }) => school !== '')?.school ?? '',
    educatorNumber: all.find(({ educatorNumber }) => educatorNumber !== '')?.educatorNumber ?? '',
    completed: all.some(({ completed }) => completed),
  };
}

/** What of somebody decides whether they may be another one on the roster. */
export type Alike = {
  id: number;
  form: string;
  /** First and last name; null for a name of one word. */
  ends: string | null;
  nameKey: string;
  email: string | null;
  number: string;
};

/**
 * Groups the people who may be one person: they have the same name, in whatever way it is written, or the same first and
 * last name with another middle name or none, or share an address and have names that are alike. Different educator numbers, and what the provider decided, tell people apart.
 * @param distinct pairs who are two people
 */
export function groupsOf(people: readonly Alike[], distinct: readonly (readonly [number, number])[]): number[][] {
  const apart = new Set(distinct.map(([one, other]) => pairKey(one, other)));
  const byForm = Map.groupBy(people, ({ form }) => form);
  const byEnds = Map.groupBy(people, ({ ends }) => ends);
  const byAddress = Map.groupBy(people, ({ email }) => email);
  const near = (one: Alike) => [
    ...(byForm.get(one.form) ?? []),
    ...(one.ends ? (byEnds.get(one.ends) ?? []) : []),
    ...(one.email ? (byAddress.get(one.email) ?? []) : []),
  ];
  const mayBeOne = (one: Alike, other: Alike) =>
    one.id !== other.id &&
    (one.form === other.form || haveSameEnds(one, other) || areAlike(one.nameKey, other.nameKey)) &&
    (one.number === '' || other.number === '' || one.number === other.number) &&
    !apart.has(pairKey(one.id, other.id));
  const left = new Map(people.map((one) => [one.id, one]));
  const groups: number[][] = [];
  for (const first of people) {
    if (!left.delete(first.id)) continue;
    const group = [first];
    for (const one of group) {
      for (const other of near(one)) {
        if (left.has(other.id) && mayBeOne(one, other) && left.delete(other.id)) group.push(other);
      }
    }
    if (group.length > 1) groups.push(group.map(({ id }) => id).sort((one, other) => one - other));
  }
  return groups;
}

const pairKey = (one: number, other: number) => `${Math.min(one, other)} ${Math.max(one, other)}`;

const haveSameEnds = (one: Alike, other: Alike) => one.ends !== null && one.ends === other.ends;

/**
 * Compares the names of two people with one address: one is a part of the other, or their first names begin alike, as in
 * "M. Redfern", "Mary Redfern" and "Mary Ann".
 */
function areAlike(one: string, other: string): boolean {
  if (one.includes(other) || other.includes(one)) return true;
  const [a, b] = [one.split(' ')[0]!, other.split(' ')[0]!];
  return a.startsWith(b) || b.startsWith(a);
}
