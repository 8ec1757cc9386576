import { PACKED_COVERAGE } from './coverage';
import { OTHER_FACES, TEXT_FACE } from './faces';

/** Which font each letter of a text goes to: entries of the coverage table, in order of first use. */
export type FaceChoice = Map<string, Set<number>>;

const EAST_ASIAN_SCRIPTS = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'];

/** Drawn as nothing; fonts need not have them. They still steer shaping, so they stay in the text. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\s]/u;

type Entry = { id: string; scripts: readonly string[]; has: (codePoint: number) => boolean };

let entries: Entry[] | undefined;

function coverage(): Entry[] {
  entries ??= Object.entries(PACKED_COVERAGE).map(([id, packed]) => ({
    id,
    scripts: id === 'cjk' ? EAST_ASIAN_SCRIPTS : scriptsOf(id),
    has: within(unpack(packed)),
  }));
  return entries;
}

function scriptsOf(id: string): readonly string[] {
  return [TEXT_FACE, ...OTHER_FACES].find((face) => id === face.id || id.startsWith(`${face.id}-`))?.scripts ?? [];
}

function unpack(packed: string): [number, number][] {
  let last = 0;
  return packed.split(' ').map((part) => {
    const [gap, length] = part.split('.');
    const from = last + Number.parseInt(gap!, 36);
    last = from + (length ? Number.parseInt(length, 36) : 0);
    return [from, last];
  });
}

function within(ranges: [number, number][]): (codePoint: number) => boolean {
  return (codePoint) => {
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [from, to] = ranges[middle]!;
      if (codePoint < from) high = middle - 1;
      else if (codePoint > to) low = middle + 1;
      else return true;
    }
    return false;
  };
}

const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

type Letter = { text: string; codePoints: number[] };

/** What a person sees as one letter, with its marks: it must come whole from one font. */
function lettersOf(text: string): Letter[] {
  return Array.from(LETTERS.segment(text.normalize('NFC')), ({ segment }) => ({
    text: segment,
    codePoints: Array.from(segment, (character) => character.codePointAt(0)!).filter(
      (codePoint) => !INVISIBLE.test(String.fromCodePoint(codePoint)),
    ),
  }));
}

const SCRIPTS = [...new Set([...OTHER_FACES.flatMap((face) => face.scripts), ...EAST_ASIAN_SCRIPTS])].map(
  (script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const,
);

/** The script of a letter, as far as fonts are chosen by it; undefined for Latin and for signs of all scripts. */
export function scriptOf(text: string): string | undefined {
  return SCRIPTS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** The fonts that could set this letter, the most fitting first. */
function candidates(letter: Letter, used: FaceChoice): Entry[] {
  const able = coverage().filter((entry) => letter.codePoints.every(entry.has));
  const script = scriptOf(letter.text);
  const rank = (entry: Entry) =>
    entry.id === TEXT_FACE.id ? 0 : script && entry.scripts.includes(script) ? 1 : used.has(entry.id) ? 2 : 3;
  return able.sort((a, b) => rank(a) - rank(b));
}

/** The first letter of the text that none of the fonts can set, or null. */
export function firstUnprintable(text: string): string | null {
  return lettersOf(text).find((letter) => candidates(letter, new Map()).length === 0)?.text ?? null;
}

/**
 * A font for every letter. A field whose Latin, Greek or Cyrillic needs a letter that Source Serif lacks is set
 * in one font that has them all, where there is one: a single odd letter in the middle of a word looks like a mistake.
 */
export function chooseFaces(text: string): FaceChoice {
  const letters = lettersOf(text).filter((letter) => letter.codePoints.length > 0);
  const choice: FaceChoice = new Map();
  const western = letters.filter((letter) => ['Latin', 'Greek', 'Cyrillic', undefined].includes(scriptOf(letter.text)));
  const inOne = coverage().find((entry) => covers(entry, western));
  const lead = inOne ?? coverage()[0]!;
  for (const letter of letters) {
    const entry = covers(lead, [letter]) ? lead : candidates(letter, choice)[0];
    if (!entry) continue;
    const codePoints = choice.get(entry.id) ?? new Set();
    for (const codePoint of letter.codePoints) codePoints.add(codePoint);
    choice.set(entry.id, codePoints);
  }
  return choice;
}

function covers(entry: Entry, letters: Letter[]): boolean {
  return letters.every((letter) => letter.codePoints.every(entry.has));
}
