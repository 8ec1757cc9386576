import { type EntryField, entryLines } from '@/lib/printing/template/entry-lines';

const DENSITIES = ['airy', 'dense', 'packed'] as const;

const linesOf = (field: EntryField, text: string) => entryLines(field, text, 'airy').lines;

test.each<[EntryField, string, string[]]>([
  [
    'participantName',
    'Alexandria-Josephine Featherstonehaugh-Cholmondeley',
    ['Alexandria-Josephine', 'Featherstonehaugh-Cholmondeley'],
  ],
  [
    'participantSchool',
    'Kalispell/Whitefish/Bigfork Cooperative Program',
    ['Kalispell/Whitefish/Bigfork', 'Cooperative Program'],
  ],
  [
    'participantName',
    'Jean-Baptiste Vanderschueren-Van-Nieuwenhuyse',
    ['Jean-Baptiste', 'Vanderschueren-Van-Nieuwenhuyse'],
  ],
  [
    'participantName',
    'Elizabeth Ann Wojciechowska-Brzęczyszczykiewicz',
    ['Elizabeth Ann', 'Wojciechowska-Brzęczyszczykiewicz'],
  ],
  [
    'participantName',
    'Nākaʻikapuokalanikaulanaokalani Kealoha Smith',
    ['Nākaʻikapuokalanikaulanaokalani', 'Kealoha Smith'],
  ],
  [
    'participantName',
    'Venkatanarasimharajuvaripeta Krishnaswami Iyer',
    ['Venkatanarasimharajuvaripeta', 'Krishnaswami Iyer'],
  ],
])('in a %s, “%s” breaks between words', (field, text, lines) => {
  expect(linesOf(field, text)).toEqual(lines);
});

const PARTS = ['Ann', 'Featherstonehaugh', 'Wolfeschlegelsteinhausenberger', 'O’Connor', 'de', 'Kaʻiulaniokalani'];
const FIELDS = ['participantName', 'participantSchool', 'participantNumber', 'signedBy', 'signedOn'] as const;

/** Texts with words of one to three parts, joined in every way that names and schools are. */
const TEXTS = PARTS.flatMap((one) =>
  PARTS.flatMap((two) => [`${one} ${two}`, `${one}-${two}`, `${one}/${two} ${one}`, `${two} ${one}–${two} ${two}`]),
);

/** Returns the words that are split between one line and the next. */
function brokenWords(text: string, lines: readonly string[]): string[] {
  const broken: string[] = [];
  let at = 0;
  for (const line of lines.slice(0, -1)) {
    at += line.length;
    if (text[at] === ' ') at++;
    else broken.push(/\S*$/.exec(text.slice(0, at))![0] + /^\S*/.exec(text.slice(at))![0]);
  }
  expect(at + lines.at(-1)!.length).toBe(text.length);
  return broken;
}

test.each(FIELDS)('no word of a %s that fits a line is broken, and nothing is lost', (field) => {
  for (const density of DENSITIES) {
    const fitsLine = (word: string) => entryLines(field, word, density).lines.length === 1;
    for (const text of TEXTS) {
      const { lines } = entryLines(field, text, density);
      expect({ text, lines, broken: brokenWords(text, lines).filter(fitsLine) }).toEqual({ text, lines, broken: [] });
    }
  }
});

test('a word that is wider than the column breaks after its hyphens and slashes', () => {
  expect(linesOf('participantNumber', 'Wolfeschlegelsteinhausen-Bergerdorff')).toEqual([
    'Wolfeschlegelsteinhausen-',
    'Bergerdorff',
  ]);
  expect(linesOf('participantNumber', 'Kalispell/Whitefish/Bigfork/Polson/Ronan')).toEqual([
    expect.stringMatching(/\/$/),
    expect.stringMatching(/^\w[\w/]+\w$/),
  ]);
});

test('a word without hyphens gets smaller before it is broken, and is broken before it is cut off', () => {
  const long = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft';
  expect(linesOf('participantName', long)).toEqual([long]);
  const longest = 'W'.repeat(80);
  expect(linesOf('participantName', longest).join('')).toBe(longest);
  expect(linesOf('participantName', longest).length).toBeGreaterThan(1);
});

test('lines of Chinese and Japanese break between any characters; Latin words next to them do not', () => {
  const name = '李小龍'.repeat(14);
  expect(linesOf('participantName', name).join('')).toBe(name);
  expect(linesOf('participantName', name).length).toBeGreaterThan(1);
  const mixed = `${'李'.repeat(12)}Featherstonehaugh${'龍'.repeat(12)}`;
  const lines = linesOf('participantName', mixed);
  expect(lines.join('')).toBe(mixed);
  expect(lines.some((line) => line.includes('Featherstonehaugh'))).toBe(true);
  const stops = '山田、さくら（モンタナ）ー'.repeat(4);
  for (const line of linesOf('participantSchool', stops)) {
    expect(line).not.toMatch(/^[、）ー]/);
    expect(line).not.toMatch(/（$/);
  }
});

test('a browser without a segmenter still shows a preview', () => {
  const segmenter = Object.getOwnPropertyDescriptor(Intl, 'Segmenter')!;
  Reflect.deleteProperty(Intl, 'Segmenter');
  try {
    const name = '李小龍'.repeat(14);
    expect(linesOf('participantName', name).join('')).toBe(name);
    expect(linesOf('participantName', 'e\u0323\u0301W'.repeat(60)).join('')).toBe('e\u0323\u0301W'.repeat(60));
  } finally {
    Object.defineProperty(Intl, 'Segmenter', segmenter);
  }
});
