import { addressKey, nameKey } from '../identity';
import { fullnessOf } from './names';
import { isOneName, nameWords } from './one-name';
import type { ReadRow } from './planned';

/**
 * Groups the rows of each person and chooses the row to import: the better one, or otherwise the later one, such as a
 * second answer to a form. The same address with another first or last name is another person.
 * @returns each row that is replaced, with the row that replaces it
 */
export function chooseOfEach(
  rows: readonly ReadRow[],
  checked: ReadonlySet<number> | undefined,
): Map<ReadRow, ReadRow> {
  const isWanted = ({ line: [number], doubt }: ReadRow) => (checked ? checked.has(number) : doubt === null);
  const people = groupsOf(rows.filter(({ content }) => content !== null));
  const instead = new Map<ReadRow, ReadRow>();
  for (const group of people) {
    if (group.length === 1) continue;
    const wanted = group.filter(isWanted);
    const chosen = (wanted.length > 0 ? wanted : group).reduce((best, row) => (isBetter(row, best) ? row : best));
    for (const row of group) if (row !== chosen) instead.set(row, chosen);
  }
  return instead;
}

function isBetter({ content: one }: ReadRow, { content: other }: ReadRow): boolean {
  const [a, b] = [one!, other!];
  const done = (completed: boolean | null) => (completed === null ? 1 : completed ? 2 : 0);
  if (done(a.completed) !== done(b.completed)) return done(a.completed) > done(b.completed);
  const said = ({ email, school, educatorNumber, units }: typeof a) =>
    [email, school, educatorNumber, units].filter(Boolean).length;
  if (said(a) !== said(b)) return said(a) > said(b);
  const [fuller, before] = [fullnessOf(a.name), fullnessOf(b.name)];
  if (nameKey(a.name) !== nameKey(b.name) && fuller !== before) return fuller > before;
  // For identical rows, such as when somebody rejoined, the first one counts; otherwise the later one.
  return a.units !== b.units || a.school !== b.school || a.educatorNumber !== b.educatorNumber || a.name !== b.name;
}

function groupsOf(rows: readonly ReadRow[]): ReadRow[][] {
  const byName = new Map<string, ReadRow[][]>();
  const groups: ReadRow[][] = [];
  const addressed = rows.filter(({ content }) => content!.email);
  for (const there of Map.groupBy(addressed, ({ content }) => addressKey(content!.email!)).values()) {
    for (const group of peopleAt(there)) {
      groups.push(group);
      for (const named of new Set(group.map(({ content }) => nameKey(content!.name)))) {
        byName.set(named, [...(byName.get(named) ?? []), group]);
      }
    }
  }
  for (const row of rows) {
    if (row.content!.email) continue;
    const key = nameKey(row.content!.name);
    const there = byName.get(key) ?? [];
    const group = there.find((each) => sameDetails(each, row)) ?? addressedAs(there, row);
    if (group) group.push(row);
    else {
      const added = [row];
      byName.set(key, [...there, added]);
      groups.push(added);
    }
  }
  return groups;
}

/**
 * Groups the rows with one address by person. The fuller names come first: an initial that may be several people's is a
 * person of its own.
 */
function peopleAt(rows: readonly ReadRow[]): ReadRow[][] {
  if (rows.length === 1) return [[...rows]];
  const named = Map.groupBy(rows, ({ content }) => nameKey(content!.name));
  const names = [...named.keys()].sort((one, other) => other.length - one.length);
  const people: { name: string; words: ReturnType<typeof nameWords> }[][] = [];
  for (const name of names) {
    const words = nameWords(name);
    const fitting = people.filter((person) => person.every((each) => isOneName(each.words, words)));
    if (fitting.length === 1) fitting[0]!.push({ name, words });
    else people.push([{ name, words }]);
  }
  const place = new Map(rows.map((row, index) => [row, index]));
  return people.map((person) =>
    person.flatMap(({ name }) => named.get(name)!).sort((one, other) => place.get(one)! - place.get(other)!),
  );
}

/** Compares people with the same name and no address by their numbers, or otherwise by their schools. */
function sameDetails([first]: ReadRow[], { content }: ReadRow): boolean {
  const [a, b] = [first!.content!, content!];
  if (a.email !== null) return false;
  if (a.educatorNumber || b.educatorNumber) return a.educatorNumber === b.educatorNumber;
  return nameKey(a.school ?? '') === nameKey(b.school ?? '');
}

/** Finds the one person with the same name who has an address, unless the school or number contradicts it. */
function addressedAs(there: ReadRow[][], { content }: ReadRow): ReadRow[] | undefined {
  if (there.length !== 1) return undefined;
  const [group] = there;
  const { school, educatorNumber } = group![0]!.content!;
  const differs = (a: string | null, b: string | null) => a !== null && b !== null && nameKey(a) !== nameKey(b);
  return differs(school, content!.school) || differs(educatorNumber, content!.educatorNumber) ? undefined : group;
}
