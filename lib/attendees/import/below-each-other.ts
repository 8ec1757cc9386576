import type { UploadedLine } from '@/db/schema';
import { isMailAddress } from '@/lib/platform/mail/mail-settings';
import { tidyLine } from '@/lib/platform/text';
import { meaningOf } from './headings';
import { markOf } from './marks';
import { isSurelyLastFirst, ONE_NAME } from './names';
import { isGroupTitle, isTitleOfStatus, whatElse } from './not-people';

/** The longest text whose lines are looked at as cells. */
const MAX_TEXT = 200_000;
/** The most lines that one person can have. */
const MAX_PERSON_LINES = 8;

const isName = (line: string) =>
  ONE_NAME.test(line) || (/^[^,@\d;"|<]+, [^,@\d;"|<]+$/.test(line) && isSurelyLastFirst(line));

/**
 * Reads lists in which the cells of a person are lines: below headings that are lines, too, as a table copied from a
 * message has them; people with their school and address in blocks, as directories have them; and names behind a label,
 * "Lincoln: Ana Redfern, Bo Light". Null for other texts.
 */
export function cellsBelow(text: string): UploadedLine[] | null {
  if (text.length > MAX_TEXT || text.includes('\t')) return null;
  const lines = text
    .replace(/^\ufeff/, '')
    .split(/\r\n?|\n/)
    .map(tidyLine);
  const from = lines.findIndex(Boolean);
  const all = lines.slice(Math.max(0, from), lines.findLastIndex(Boolean) + 1);
  const filled = all.filter(Boolean);
  const found = belowHeadings(all) ?? belowHeadings(filled) ?? inBlocks(all, filled) ?? behindLabels(filled);
  return found?.map((cells, index): UploadedLine => [index + 1, cells]) ?? null;
}

const chunks = (lines: readonly string[], size: number) =>
  Array.from({ length: lines.length / size }, (_, index) => lines.slice(index * size, (index + 1) * size));

/** What the cells of a column must be so that lines are surely cells. */
const IS_LIKE: Readonly<Record<string, (cell: string) => boolean>> = {
  email: isMailAddress,
  units: (cell) => /^\d{1,2}([.,:]\d{1,2})?$/.test(cell),
  completed: (cell) => markOf(cell) !== undefined,
  school: isGroupTitle,
  educatorNumber: (cell) => /^\d+$/.test(cell),
};

function belowHeadings(lines: readonly string[]): string[][] | null {
  const first = lines
    .slice(0, MAX_PERSON_LINES + 1)
    .findIndex((line) => /^$|[,;|]/.test(line) || meaningOf(line) === null);
  if (first < 2) return null;
  const headings = lines.slice(0, first);
  const below = lines.slice(first);
  if (below.length === 0 || below.length % first !== 0) return null;
  const rows = chunks(below, first);
  const kinds = headings.map((heading) => meaningOf(heading)?.kind ?? '');
  const isSure = kinds.some((kind, at) => {
    const cells = rows.map((row) => row[at]!).filter(Boolean);
    return cells.length > 0 && cells.filter((cell) => IS_LIKE[kind]?.(cell)).length > cells.length / 2;
  });
  return isSure ? [headings, ...rows] : null;
}

function inBlocks(all: readonly string[], filled: readonly string[]): string[][] | null {
  const at = filled.flatMap((line, index) => (isMailAddress(line) ? [index] : []));
  if (at.length < 2) return null;
  const size = at[1]! - at[0]!;
  const start = filled.length - size * at.length;
  const isEven = at.every((place, index) => place - at[0]! === index * size) && start >= 0 && start <= at[0]!;
  if (isEven && size > 1 && size <= MAX_PERSON_LINES) {
    const people = chunks(filled.slice(start), size);
    if (people.every(([name]) => isName(name!))) return [...filled.slice(0, start).map((title) => [title]), ...people];
  }
  const blocks = all
    .join('\n')
    .split(/\n{2,}/)
    .map((block) => block.split('\n'));
  const titles = blocks.slice(
    0,
    blocks.findIndex((block) => block.some(isMailAddress)),
  );
  const people = blocks.slice(titles.length);
  const isPerson = (block: string[]) =>
    block.length > 1 &&
    block.length <= MAX_PERSON_LINES &&
    isName(block[0]!) &&
    block.filter(isMailAddress).length <= 1;
  if (titles.length > 2 || people.length < 2 || !people.every(isPerson)) return null;
  return [
    ...titles.flat().map((title) => [title]),
    ...people.map(([name, ...others]) => [
      name!,
      others.find(isMailAddress) ?? '',
      ...others.filter((line) => !isMailAddress(line)),
    ]),
  ];
}

/** How many lines of a title can come before the first label. */
const MAX_TITLES = 2;

const LABEL = /^([^:]{2,60}?)\s*:\s*(\S.*)$/;

function behindLabels(filled: readonly string[]): string[][] | null {
  const rows: string[][] = [];
  let [labels, most] = [0, 0];
  for (const line of filled) {
    const [, label = '', behind = ''] = LABEL.exec(line) ?? [];
    const names = behind.split(/\s*[,;&]\s*(?:and\s+)?|\s+and\s+/).filter(Boolean);
    const isTitle = labels === 0 && !line.includes(':') && rows.length < MAX_TITLES;
    if (isTitle || whatElse(line, undefined) !== null) rows.push([line]);
    else if (names.length === 0 || !names.every((name) => ONE_NAME.test(name)) || meaningOf(label)?.kind === 'name')
      return null;
    else if (isTitleOfStatus(label)) rows.push([`${label}:`], ...names.map((name) => [name]));
    else rows.push(...names.map((name) => [name, label]));
    if (label !== '') labels++;
    most = Math.max(most, names.length);
  }
  return labels > 1 && most > 1 ? rows : null;
}
