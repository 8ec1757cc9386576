import { PACKED_COVERAGE } from './coverage';
import { OTHER_FACES, TEXT_FACE } from './faces';

/** Which font each character of a text goes to: entries of the coverage table, in order of first use. */
export type FaceChoice = Map<string, Set<number>>;

const EAST_ASIAN_SCRIPTS = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'];

/** Invisible characters, which fonts need not have. They still affect shaping, so they stay in the text. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\s]/u;

type Entry = {
  id: string;
  scripts: readonly string[];
  has: (codePoint: number) => boolean;
  /** Made of many files: a character with marks would come from several. */
  inParts: boolean;
};

let entries: Entry[] | undefined;

function coverage(): Entry[] {
  entries ??= Object.entries(PACKED_COVERAGE).map(([id, packed]) => ({
    id,
    scripts: id === 'cjk' ? EAST_ASIAN_SCRIPTS : scriptsOf(id),
    has: within(unpack(packed)),
    inParts: id === 'cjk',
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

const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

type Character = { text: string; codePoints: number[] };

/** Splits text into what a person sees as one character, with its marks: one font must have all of it. */
function charactersOf(text: string): Character[] {
  return Array.from(CHARACTERS.segment(text.normalize('NFC')), ({ segment }) => ({
    text: segment,
    codePoints: Array.from(segment, (character) => character.codePointAt(0)!).filter(
      (codePoint) => !INVISIBLE.test(String.fromCodePoint(codePoint)),
    ),
  }));
}

const SCRIPTS = [...new Set([...OTHER_FACES.flatMap((face) => face.scripts), ...EAST_ASIAN_SCRIPTS])].map(
  (script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const,
);

/** Returns the script of a character, as far as it matters for choosing fonts; undefined for Latin and for common signs. */
export function scriptOf(text: string): string | undefined {
  return SCRIPTS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Returns the fonts that could set this character, best match first. */
function candidates(character: Character, used: FaceChoice): Entry[] {
  const able = coverage().filter((entry) => covers(entry, [character]));
  const script = scriptOf(character.text);
  const rank = (entry: Entry) =>
    entry.id === TEXT_FACE.id ? 0 : script && entry.scripts.includes(script) ? 1 : used.has(entry.id) ? 2 : 3;
  return able.sort((a, b) => rank(a) - rank(b));
}

/** Returns the first character of the text that none of the fonts can set, or null. */
export function firstUnprintable(text: string): string | null {
  return charactersOf(text).find((character) => candidates(character, new Map()).length === 0)?.text ?? null;
}

/**
 * Chooses a font for every character. A field whose Latin, Greek or Cyrillic needs a character that Source Serif lacks is
 * set in one font that has all of them, if there is one: a single odd character in the middle of a word looks like a
 * mistake.
 */
export function chooseFaces(text: string): FaceChoice {
  const characters = charactersOf(text).filter((character) => character.codePoints.length > 0);
  const choice: FaceChoice = new Map();
  const western = characters.filter((character) =>
    ['Latin', 'Greek', 'Cyrillic', undefined].includes(scriptOf(character.text)),
  );
  const inOne = coverage().find((entry) => covers(entry, western));
  const lead = inOne ?? coverage()[0]!;
  for (const character of characters) {
    const entry = covers(lead, [character]) ? lead : candidates(character, choice)[0];
    if (!entry) continue;
    const codePoints = choice.get(entry.id) ?? new Set();
    for (const codePoint of character.codePoints) codePoints.add(codePoint);
    choice.set(entry.id, codePoints);
  }
  return choice;
}

function covers(entry: Entry, characters: Character[]): boolean {
  return characters.every(({ codePoints }) => codePoints.every(entry.has) && !(entry.inParts && codePoints.length > 1));
}
