import type { UploadedLine } from '@/db/schema';
import { tidyLine } from '@/lib/platform/text';
import { isGivenName } from './given-names';
import { type ColumnKind, meaningOf } from './headings';
import { markOf } from './marks';
import { isOneCase, isPlace, JOB, lastFirstOf } from './names';
import { isGroupTitle } from './not-people';

/** A part of the names that is no name, which has a column of its own at the end of the list now. */
export type NamePart = { from: number; at: number; kind: ColumnKind | null; words: string };

/** A list whose names have their other parts in columns of their own. */
type Separated = { heading: UploadedLine | null; rows: UploadedLine[]; parts: NamePart[]; isUndecided: boolean };

const LOOKED_AT = 300;
/** More than this share of the cells must have a part for it to be one. */
const MIN_SHARE = 0.6;
/** Longer cells are no names, and would take the patterns long. */
const MAX_NAME = 300;

/**
 * Separates names from check marks, "[x] Ana Redfern", and from schools or whatever the heading of the names says:
 * "Name/School". Each part becomes a column at the end. `from` is the column of names; `isShown`, that they are people's
 * own in a meeting, where a mark is an ornament; `isPerson`, which rows show what the cells contain.
 */
export function withSeparateNames(
  heading: UploadedLine | null,
  rows: readonly UploadedLine[],
  { from, isShown, isPerson }: { from: number; isShown: boolean; isPerson: (row: UploadedLine) => boolean },
): Separated {
  const whole: Separated = { heading, rows: [...rows], parts: [], isUndecided: false };
  if (from < 0) return whole;
  const checked = isShown ? whole : withoutMarks(whole, from);
  return withoutOthers(checked, from, { isShown, isPerson });
}

/** Adds a column with a part of each name, and writes the name without it. */
function separate(
  list: Separated,
  from: number,
  parts: Omit<NamePart, 'from' | 'at'>[],
  of: (cell: string) => string[],
) {
  const { heading, rows } = list;
  const width = Math.max(heading?.[1].length ?? 0, ...rows.map(([, cells]) => cells.length));
  const widened = (cells: readonly string[], more: readonly string[]) => [
    ...cells,
    ...Array(width - cells.length).fill(''),
    ...parts.map((_, index) => more[index] ?? ''),
  ];
  return {
    ...list,
    heading:
      heading &&
      ([
        heading[0],
        widened(
          heading[1],
          parts.map(({ words }) => words),
        ),
      ] satisfies UploadedLine),
    rows: rows.map(([number, cells]): UploadedLine => {
      const [name = '', ...more] = of(cells[from] ?? '');
      return [
        number,
        widened(cells.with(Math.min(from, cells.length - 1), cells.length > from ? name : (cells.at(-1) ?? '')), more),
      ];
    }),
    parts: [...list.parts, ...parts.map((part, index) => ({ ...part, from, at: width + index }))],
  };
}

/** A bullet or number before a check mark. */
const BULLET = /^\s*(?:[-*+•–]\s+|\(?\d{1,4}[.)]\s*)?/.source;
const DONE_BOX = '\\[\\s*[xX✓✔√*]\\s*\\]|\\(\\s*[xX✓✔√]\\s*\\)|_+[xX✓✔√]_+|[☑✅🗹🗸]\ufe0f?';
const DONE = `${DONE_BOX}|[✓✔√■▣◼⬛🔳]\ufe0f?`;
const OPEN = '\\[[\\s_]*\\]|\\(\\s*\\)|[☐□⬜◻🔲▢❏❑✗✘✕✖❌❎☓]\ufe0f?';
/** A box with a cross is checked, but not where other boxes have a check mark. */
const CROSSED = '☒';
const BEFORE_NAME = new RegExp(`${BULLET}(${DONE}|${OPEN}|_{2,}|${CROSSED}|[xX](?=\\s))\\s*(?=[\\p{L}"“'])(.*)$`, 'u');
const AFTER_NAME = new RegExp(`^(.*\\p{L}.*?)\\s*[-–—:]?\\s*(${DONE}|${OPEN}|${CROSSED}|(?<=\\s)[xX])\\s*$`, 'u');
/** What a cell with a mark begins or ends with; most cells have none, and need no longer look. */
const MAY_BE_MARKED = /^[^\p{L}]|^[xX]\s|[^\p{L}\p{N}.'’]$|[xX]$/u;
const isBox = (mark: string) => new RegExp(`^(?:${DONE_BOX}|${OPEN}|_{2,}|${CROSSED})$`, 'u').test(mark);
const isDone = (mark: string) => new RegExp(`^(?:${DONE})$`, 'u').test(mark);

/** Splits "[x] Ana Redfern" and "Ana Redfern ✓" into the mark and the name; null when there is no mark. */
function markedName(written: string): { mark: string; name: string } | null {
  if (!MAY_BE_MARKED.test(written)) return null;
  const cell = written.length > MAX_NAME ? '' : tidyLine(written);
  const before = BEFORE_NAME.exec(cell);
  if (before) return { mark: before[1]!, name: before[2]!.trim() };
  const after = /[^\p{L}\p{N}.]\ufe0f?$|[xX]$/u.test(cell) ? AFTER_NAME.exec(cell) : null;
  return after ? { mark: after[2]!, name: after[1]!.trim() } : null;
}

function withoutMarks(list: Separated, from: number): Separated {
  const cells = list.rows.map(([, line]) => line[from] ?? '').filter((cell) => cell !== '');
  const marks = cells.flatMap((cell) => markedName(cell)?.mark ?? []);
  if (marks.length < 2 && !marks.some(isBox)) return list;
  const hasChecks = marks.some((mark) => mark !== CROSSED && isDone(mark));
  const inWords = (mark: string) => {
    if (mark === CROSSED) return hasChecks ? '☐' : '☑';
    return isDone(mark) ? '☑' : /^[xX]$/.test(mark) ? 'x' : '☐';
  };
  // A bare check mark before every name can be an ornament.
  const isUndecided = marks.length === cells.length && marks.every((mark) => !isBox(mark));
  const separated = separate(list, from, [{ kind: 'completed', words: 'Check mark' }], (cell) => {
    const marked = markedName(cell);
    return marked ? [marked.name, inWords(marked.mark)] : [cell];
  });
  return { ...separated, isUndecided };
}

/** What comes between a name and a school. */
const SEPARATORS = [
  /\s*[\r\n]+\s*/,
  /\s+\/+\s+/,
  /\s*[|｜]\s*/,
  /\s*;\s*/,
  /\s+[-–—]+\s+/,
  /\s*\/\s*/,
  /\s*:\s*/,
  /\s+=\s+/,
  // "Ana Redfern 6 hrs", "Ana Redfern LHS"
  /(?<=\p{L})\s+(?=\d{1,2}(?:[.,]\d{1,2})?\s?(?:h|hrs?|hours?|pdus?)?\.?$)/iu,
  /(?<=\p{Ll})\s(?=\p{Lu}{2,5}$)/u,
];
const BEHIND = /^(.*\p{L}.*?)\s*[([]\s*([^()[\]]+?)\s*[)\]]$/u;

/** A part of a heading or of a cell: "Name/School" has a name and a school. */
type Part = { words: string; kind: ColumnKind | null };

/** Returns the parts of a heading such as "Name/School", "Name (District)" or "Name, Title"; null when it has only one. */
function partsOfHeading(heading: string): Part[] | null {
  const words = heading
    .split(/\s*[/,|;&\r\n()[\]]+\s*|\s+[-–—]\s+|\s+(?:and|und|et|y)\s+/i)
    .map((part) => part.trim())
    .filter(Boolean);
  const parts = words.map((part): Part => ({ words: part, kind: meaningOf(part)?.kind ?? null }));
  const isOf = ({ words: part, kind }: Part) =>
    kind === null ? meaningOf(part) !== null || JOB.test(part) : !OTHER_NAMES.includes(kind);
  const named = parts.filter(({ kind }) => kind === 'name').length;
  return parts.length > 1 && parts.length < 5 && named === 1 && parts.every(isOf) ? parts : null;
}

const OTHER_NAMES: readonly ColumnKind[] = ['firstName', 'middleName', 'lastName', 'suffix'];

/** Returns the parts of a cell at a separator; `null` is a comma or parentheses. */
function partsOf(written: string, separator: RegExp | null, count: number): string[] {
  if (written.length > MAX_NAME) return [written];
  const cell = written.replaceAll(/[^\S\r\n]+/g, ' ');
  if (separator) return limited(cell.split(separator).filter(Boolean), count, ' ');
  const behind = count === 2 ? BEHIND.exec(cell) : null;
  if (behind) return [behind[1]!, behind[2]!];
  const all = cell.split(/\s*,\s*/).filter(Boolean);
  const [one = '', two = ''] = all;
  // "Redfern, Ana, Lincoln" and "Ana Redfern, M.Ed., Lincoln"
  const isTurned = !/\s/.test(one) || (isGivenName(two) && !isGivenName(one.split(' ')[0]!));
  const isDegree = lastFirstOf(`${one}, ${two}`) === null;
  const named = all.length > 1 && (isTurned || isDegree) ? 2 : 1;
  return [all.slice(0, named).join(', '), ...limited(all.slice(named), count - 1, ', ')];
}

const limited = (all: string[], count: number, joint: string) =>
  all.length > count ? [...all.slice(0, count - 1), all.slice(count - 1).join(joint)] : all;

function withoutOthers(
  list: Separated,
  from: number,
  { isShown, isPerson }: { isShown: boolean; isPerson: (row: UploadedLine) => boolean },
): Separated {
  const cells = list.rows
    .slice(0, LOOKED_AT)
    .filter(isPerson)
    .map(([, line]) => line[from] ?? '')
    .filter((cell) => cell !== '' && !cell.includes('@'));
  const headed = partsOfHeading(list.heading?.[1][from] ?? '');
  const count = headed?.length ?? 2;
  const shareOf = (separator: RegExp | null) =>
    cells.filter((cell) => partsOf(cell, separator, count).length > 1).length / Math.max(1, cells.length);
  const separators = [...SEPARATORS, null];
  const shares = separators.map(shareOf);
  const most = Math.max(...shares);
  if (most === 0 || (!headed && (most <= MIN_SHARE || isShown))) return list;
  const separator = separators[shares.indexOf(most)]!;
  const nameAt = headed?.findIndex(({ kind }) => kind === 'name') ?? 0;
  const all = cells.map((cell) => partsOf(cell, separator, count));
  const parts = headed ? headed.toSpliced(nameAt, 1) : [partBy(all)];
  if (parts.some((part) => part === null)) return list;
  // "School/Name" without its schools is "Name".
  const named = headed ? withHeading(list, from, headed[nameAt]!.words) : list;
  return separate(named, from, parts as Part[], (cell) => {
    const found = cell.includes('@') ? [cell] : partsOf(cell, separator, count);
    return found.length > nameAt ? [found[nameAt]!, ...found.toSpliced(nameAt, 1)] : found;
  });
}

const withHeading = (list: Separated, at: number, words: string): Separated => ({
  ...list,
  heading: list.heading && [list.heading[0], list.heading[1].with(at, words)],
});

/** Returns the column whose heading names people and something else, such as "School/Name"; -1 when there is none. */
export const columnOfParts = (heading: UploadedLine | null) =>
  heading?.[1].findIndex((text) => partsOfHeading(text) !== null) ?? -1;

/** "3.5" and "6 hrs"; numbers alone can be anything. */
const HOURS = /^\d{1,2}([.,](0|00|25|5|50|75))?\s*(h|hrs?\.?|hours?|pdus?)?$/i;

/** Returns what texts after names are, without a heading that says so; null when they may belong to the names. */
function partBy(all: readonly string[][]): Part | null {
  const texts = all.flatMap(([, second]) => second ?? []);
  const share = (isOne: (text: string) => boolean) => texts.filter(isOne).length / texts.length;
  if (share((text) => markOf(text) !== undefined) > 0.8) return { words: 'Attendance', kind: 'completed' };
  if (share((text) => HOURS.test(text)) > 0.8 && texts.some((text) => /[.,]|\p{L}/u.test(text)))
    return { words: 'Hours', kind: 'units' };
  const areShort = all.every(([name = '']) => name.includes(' ') && !isOneCase(name));
  if (areShort && share((text) => /^\p{Lu}{2,5}$/u.test(text) && lastFirstOf(`Redfern, ${text}`) !== null) > 0.9)
    return { words: 'School', kind: 'school' };
  if (share((text) => JOB.test(text)) > 0.5) return { words: 'Job', kind: null };
  return share((text) => isGroupTitle(text) || isPlace(text)) > 0.5 ? { words: 'School', kind: 'school' } : null;
}
