import type { UploadedLine } from '@/db/schema';
import { findTable } from './find-table';
import { isGivenName } from './given-names';
import { type ColumnKind, meaningOf, plain } from './headings';
import { mayBeSamePerson, ONE_NAME } from './names';
import type { Beside } from './side-by-side';

/** Headings further down are not searched for. */
const LOOKED_AT = 300;

/** A number in a heading: "Attendee 2 name", "Participant #2", "Teacher (2)". */
const NUMBER = /\s*[#№(]?(?<![\d.:/-])(\d{1,2})(?![\d.:/%-])\)?\s*/;
const ORDINAL =
  /\b(first|second|third|fourth|1st|2nd|3rd|4th)\s+(?=(attendee|participant|registrant|teacher|educator|person|member)\b)/i;
const ORDINALS = ['first', 'second', 'third', 'fourth'];

/** A heading without its number, such as "Attendee name" of person 2. */
type Numbered = { at: number; words: string; person: number };

function numberedIn(heading: string, at: number): Numbered | null {
  const [ordinal, word] = ORDINAL.exec(heading) ?? [];
  if (ordinal && word)
    return {
      at,
      words: heading.replace(ordinal, ''),
      person: /^\d/.test(word) ? Number(word[0]) : ORDINALS.indexOf(word.toLowerCase()) + 1,
    };
  const found = NUMBER.exec(heading);
  return found ? { at, words: heading.replace(NUMBER, ' ').trim(), person: Number(found[1]) } : null;
}

/** What only one person can have: the others in a row do not get it from a column without a number. */
const OWN: readonly (ColumnKind | null)[] = [
  'name',
  'firstName',
  'middleName',
  'lastName',
  'suffix',
  'email',
  'otherEmail',
  'educatorNumber',
];

/**
 * Puts the people of a row below each other if each has columns of their own, such as "Attendee 1 name" and "Attendee 2
 * name". What has no number, such as the school, is everyone's. Null for other lists.
 */
export function separatePeople(
  lines: readonly UploadedLine[],
  hidden: readonly number[] = [],
): { lines: UploadedLine[]; beside: Beside[]; hidden: number[] } | null {
  const { heading } = findTable(lines.slice(0, LOOKED_AT));
  if (!heading) return null;
  const [headedIn] = heading;
  const below = lines.filter(([number]) => number > headedIn);
  const found = peopleOf(heading[1], below);
  if (!found) return null;
  const { people, names } = found;
  const [first, ...others] = people;
  if (!areOthers(below, people, names)) return null;
  const numbered = new Set(others.flatMap((person) => [...person.values()].map(({ at }) => at)));
  const isOwn = heading[1].map((text) => OWN.includes(meaningOf(text)?.kind ?? null));
  const wasHidden = new Set(hidden);
  const nowHidden = [...hidden];
  let next = lines.at(-1)![0] + 1;
  const beside: Beside[] = [];
  const further = others.flatMap((person) => {
    const from = next;
    const rows = below.flatMap(([number, cells]): UploadedLine[] => {
      const own = new Map([...first!].map(([words, { at }]) => [at, cells[person.get(words)?.at ?? -1] ?? '']));
      if ([...own.values()].every((cell) => cell === '')) return [];
      if (wasHidden.has(number)) nowHidden.push(next);
      return [[next++, cells.map((cell, at) => own.get(at) ?? (numbered.has(at) || isOwn[at] ? '' : cell))]];
    });
    if (rows.length > 0) beside.push({ column: [...person.values()][0]!.at, from, to: next - 1, sameRow: true });
    return rows;
  });
  const kinds = [...first!.values()].map(({ words }) => meaningOf(words)?.kind ?? null);
  const headings = heading[1].map((text, at) => {
    const own = [...first!.values()].find((each) => each.at === at);
    if (own) return own.words;
    // Beside the people's own addresses, another one is that of the person who wrote to the provider.
    const kind = meaningOf(text)?.kind ?? null;
    return numbered.has(at) || (kind !== null && isOwn[at] && kinds.includes(kind)) ? '' : text;
  });
  const left = lines.map(([number, cells]): UploadedLine => {
    if (number < headedIn) return [number, cells];
    return [number, number === headedIn ? headings : cells.map((cell, at) => (numbered.has(at) ? '' : cell))];
  });
  return { lines: [...left, ...further], beside, hidden: nowHidden };
}

type Person = Map<string, Numbered>;

/** Returns the columns of each person of a row, by their headings without the number; null when there is one person. */
function peopleOf(
  headings: readonly string[],
  rows: readonly UploadedLine[],
): { people: Person[]; names: string[] } | null {
  const found = headings.flatMap((text, at) => numberedIn(text, at) ?? []);
  const persons = new Map<number, Person>();
  for (const each of found) {
    const person = persons.get(each.person) ?? new Map<string, Numbered>();
    if (!person.has(plain(each.words))) person.set(plain(each.words), each);
    persons.set(each.person, person);
  }
  const isName = ({ words, at }: Numbered) => {
    const meaning = meaningOf(words);
    if (meaning === null) return areNames(rows.map(([, cells]) => cells[at] ?? '').filter(Boolean));
    return (meaning.kind === 'name' || meaning.kind === 'firstName') && meaning.rank < 4;
  };
  const named = [...persons].sort(([a], [b]) => a - b).filter(([, person]) => [...person.values()].some(isName));
  const [first] = named;
  if (named.length < 2 || first![0] !== 1) return null;
  const names = [...first![1]].filter(([, each]) => isName(each)).map(([words]) => words);
  if (!named.every(([, person]) => names.every((words) => person.has(words)))) return null;
  const lasts = [...first![1]].filter(([, { words }]) => meaningOf(words)?.kind === 'lastName').map(([words]) => words);
  return { people: named.map(([, person]) => person), names: [...names, ...lasts] };
}

/** Returns whether cells are surely names of people, under a heading in unknown words. */
const areNames = (cells: readonly string[]) =>
  cells.length > 0 &&
  cells.filter((cell) => ONE_NAME.test(cell) && isGivenName(cell.split(' ')[0]!)).length > cells.length * 0.7;

/** Returns whether the names in the further columns are other people's, and whole. */
function areOthers(rows: readonly UploadedLine[], [first, ...others]: Person[], names: readonly string[]): boolean {
  const nameOf = (cells: readonly string[], person: Person) =>
    names
      .map((words) => cells[person.get(words)?.at ?? -1] ?? '')
      .filter(Boolean)
      .join(' ');
  const pairs = rows.flatMap(([, cells]) =>
    others.map((person) => [nameOf(cells, first!), nameOf(cells, person)] as const),
  );
  const both = pairs.filter(([, other]) => other !== '');
  const isOther = ([one, other]: readonly [string, string]) => /\S[\s,]+\S/.test(other) && !mayBeSamePerson(one, other);
  return both.length > 0 && both.filter(isOther).length > both.length * 0.6;
}
