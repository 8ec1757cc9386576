import { languageOf } from './language-of';

/** Left, bottom, right and top, in points from the bottom of the page. */
export type Box = [number, number, number, number];

/** What a page shows under one number of marked content. */
export type MarkedContent = {
  /** Its texts, one for each text object. */
  texts: string[];
  /** The area of its drawings and pictures; null when it has none. */
  box: Box | null;
};

/** Returns the characters that a font's code reads as. */
export type ReadCode = (font: string, code: string) => string;

const OPENS = /^\/(\w+) <<\/MCID (\d+) ?>> ?BDC$/;
const BEGINS = /(?:BDC|BMC)$/;
const ACTUAL_TEXT = /\/ActualText ?<feff([0-9a-f]*)>/i;
const FONT = /^\/(\w+) [\d.]+ Tf$/;
const SHOWN = /<([0-9a-f]{4})> Tj$/i;
const SHOWS_TEXT = /T[jJ]$/;
const PAINTS = /^(?:[SsFfBb]\*?|sh)$|^\/\w+ Do$/;
const DRAWS = /(?:^|\s)(?:T[jJ]|[SsFfBb]\*?|sh|Do)$/;

/** The operators of one letter that add a line or curve to a path. */
const CURVES = new Set([...'mlcvy'].map((letter) => letter.charCodeAt(0)));
const SPACE = ' '.charCodeAt(0);
const CLOSES = 'h'.charCodeAt(0);

/**
 * Returns whether a line of the content only adds to a path. Most of the ten thousand lines of a print do, so it is found
 * out without cutting the line out.
 */
function isCurve(content: string, from: number, to: number): boolean {
  const last = content.charCodeAt(to - 1);
  if (to === from + 1) return last === CLOSES;
  return CURVES.has(last) && content.charCodeAt(to - 2) === SPACE;
}

/** Returns where the line ends that begins at a place. */
function endOfLine(content: string, from: number): number {
  const end = content.indexOf('\n', from);
  return end < 0 ? content.length : end;
}

type Matrix = [number, number, number, number, number, number];
type State = { matrix: Matrix; clip: Box | null };

const WHOLE: Matrix = [1, 0, 0, 1, 0, 0];

/**
 * Reads the marked content of a page as the browser writes it, with one operator per line.
 * @throws when the content is not balanced
 */
export function readMarkedContent(content: string, readCode: ReadCode): Map<number, MarkedContent> {
  const found = new Map<number, MarkedContent>();
  const states: State[] = [];
  let state: State = { matrix: WHOLE, clip: null };
  let path: Box | null = null;
  let clips = false;
  let depth = 0;
  let current: MarkedContent | null = null;
  let font = '';
  /** The nesting depth of the marked content whose text is already known. */
  let known = 0;
  for (let from = 0, to = 0; from <= content.length; from = to + 1) {
    to = endOfLine(content, from);
    // Outside of marked content only rectangles matter, because they clip what follows.
    const curve = isCurve(content, from, to);
    if (!current && curve) continue;
    const line = content.slice(from, to);
    if (curve) {
      if (line !== 'h') path = around(path, pointsOf(line, state.matrix));
      continue;
    }
    const opened = line.endsWith('BDC') ? OPENS.exec(line) : null;
    if (opened) {
      const number = Number(opened[2]);
      current = found.get(number) ?? { texts: [], box: null };
      found.set(number, current);
    }
    if (line.endsWith('C') && BEGINS.test(line)) {
      depth++;
      const [, utf16] = ACTUAL_TEXT.exec(line) ?? [];
      if (utf16 !== undefined && current && known === 0) {
        known = depth;
        say(current, Buffer.from(utf16, 'hex').swap16().toString('utf16le'));
      }
    } else if (line === 'EMC') {
      if (known === depth) known = 0;
      if (--depth === 0) current = null;
      if (depth < 0) throw new Error(UNBALANCED);
    } else if (line === 'BT') {
      current?.texts.push('');
    } else if (line.endsWith(' Tf')) {
      font = FONT.exec(line)?.[1] ?? font;
    } else if (SHOWS_TEXT.test(line)) {
      const [, code] = SHOWN.exec(line) ?? [];
      if (current && known === 0) say(current, code === undefined ? '\ufffd' : readCode(font, code.toLowerCase()));
    } else if (line === 'q') {
      states.push(state);
    } else if (line === 'Q') {
      state = states.pop() ?? state;
    } else if (line.endsWith(' cm')) {
      state = { ...state, matrix: product(numbersIn(line) as Matrix, state.matrix) };
    } else if (line.endsWith(' re')) {
      path = around(path, pointsOf(line, state.matrix));
    } else if (line.startsWith('W')) {
      clips = true;
      if (line.endsWith(' n')) [state, path, clips] = [{ ...state, clip: clipped(path, state) }, null, false];
    } else if (line === 'n') {
      if (clips) state = { ...state, clip: clipped(path, state) };
      [path, clips] = [null, false];
    } else if (PAINTS.test(line)) {
      const drawn = line.endsWith(' Do') ? around(null, pointsOf('0 0 1 1 re', state.matrix)) : path;
      if (current && drawn) current.box = around(current.box, cornersOf(within(drawn, state.clip)));
      path = null;
    }
  }
  if (depth !== 0) throw new Error(UNBALANCED);
  return found;
}

/** A part of a piece of marked content: its first text object, its new number, and its own language. */
export type Part = { from: number; number: number; language: string | null };

/** Returns the new tag and parts of a piece of marked content; null makes it an artifact. */
export type Retag = (number: number) => { tag: string; parts: Part[] } | null;

/** Splits text objects in several languages into parts of one language each, and returns where each part begins. */
export function languageParts(texts: readonly string[]): { from: number; language: string | null }[] {
  const parts: { from: number; language: string | null }[] = [{ from: 0, language: null }];
  if (languageOf(texts.join('')) !== 'mixed') return parts;
  texts.forEach((text, from) => {
    const language = languageOf(text);
    if (language === parts.at(-1)!.language || !/\p{L}/u.test(text)) return;
    parts.push({ from, language: language === 'mixed' ? null : language });
  });
  return parts[1]?.from === 0 ? parts.slice(1) : parts;
}

/**
 * Returns the page's content with new tags on each piece of marked content, and with everything else that is drawn as
 * an artifact.
 */
export function retagContent(content: string, retag: Retag): string {
  const written: string[] = [];
  let loose: string[] = [];
  const drawn = { loose: false, text: false };
  const endLoose = () => {
    // Text outside of the structure is a running header or footer.
    const kind = drawn.text ? '<</Type/Pagination>>BDC' : 'BMC';
    if (drawn.loose) written.push(`/Artifact ${kind}`, ...loose, 'EMC');
    else written.push(...loose);
    loose = [];
    Object.assign(drawn, { loose: false, text: false });
  };
  /** For each open level of marked content, whether its beginning was written. */
  const open: boolean[] = [];
  let place: ReturnType<Retag> = null;
  let nth = 0;
  const begin = (tag: string, { number, language }: Part) =>
    written.push(`/${tag} <</MCID ${number} ${language === null ? '' : `/Lang(${language})`}>>BDC`);
  /** Where the lines begin that stay as they are and are not written yet. */
  let kept = 0;
  const writeKept = (to: number) => {
    if (to > kept) (place ? written : loose).push(content.slice(kept, to - 1));
  };
  for (let from = 0, to = 0; from <= content.length; from = to + 1) {
    to = endOfLine(content, from);
    if (isCurve(content, from, to)) continue;
    const line = content.slice(from, to);
    const marks = line.endsWith('C');
    if (!marks && line !== 'BT' && line !== 'ET') {
      if (!place && DRAWS.test(line)) Object.assign(drawn, { loose: true, text: drawn.text || SHOWS_TEXT.test(line) });
      continue;
    }
    writeKept(from);
    kept = to + 1;
    const [, , digits] = (marks && OPENS.exec(line)) || [];
    if (digits !== undefined) {
      nth = 0;
      place = retag(Number(digits));
      if (place) endLoose();
      if (place) begin(place.tag, place.parts[0]!);
      open.push(place !== null);
      continue;
    }
    const out = place ? written : loose;
    if (marks && BEGINS.test(line)) {
      // This mark declares strings of a single character as reversed, and keeps some readers from finding them.
      open.push(line !== '/ReversedChars BMC');
      if (open.at(-1)) out.push(line);
    } else if (line === 'EMC') {
      if (open.pop()) out.push(line);
      if (open.length === 0) place = null;
    } else {
      const part = line === 'BT' && nth > 0 ? place?.parts.find(({ from }) => from === nth) : undefined;
      if (part) {
        written.push('EMC');
        begin(place!.tag, part);
      }
      out.push(line);
      if (line === 'ET') nth++;
    }
  }
  writeKept(content.length + 1);
  endLoose();
  return written.join('\n');
}

const UNBALANCED = 'the marked content of this page is not balanced';

function say(content: MarkedContent, text: string): void {
  if (content.texts.length === 0) content.texts.push('');
  content.texts[content.texts.length - 1] += text;
}

function numbersIn(line: string): number[] {
  const numbers: number[] = [];
  let from = 0;
  for (let to = line.indexOf(' '); to >= 0; to = line.indexOf(' ', from)) {
    numbers.push(Number(line.slice(from, to)));
    from = to + 1;
  }
  return numbers;
}

/** Returns the matrix that does what `first` does, then what `then` does. */
function product(first: Matrix, then: Matrix): Matrix {
  const [a, b, c, d, e, f] = first;
  const [g, h, i, j, k, l] = then;
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l];
}

function pointsOf(line: string, [a, b, c, d, e, f]: Matrix): [number, number][] {
  const numbers = numbersIn(line);
  if (line.endsWith('re')) {
    const [x, y, width, height] = numbers as [number, number, number, number];
    numbers.push(x + width, y + height);
    numbers.splice(2, 2, x + width, y, x, y + height);
  }
  const points: [number, number][] = [];
  for (let at = 0; at + 1 < numbers.length; at += 2) {
    const [x, y] = [numbers[at]!, numbers[at + 1]!];
    points.push([a * x + c * y + e, b * x + d * y + f]);
  }
  return points;
}

function around(box: Box | null, points: readonly [number, number][]): Box {
  let [left, bottom, right, top] = box ?? [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, bottom] = [Math.min(left, x), Math.min(bottom, y)];
    [right, top] = [Math.max(right, x), Math.max(top, y)];
  }
  return [left, bottom, right, top];
}

function cornersOf([left, bottom, right, top]: Box): [number, number][] {
  return [
    [left, bottom],
    [right, top],
  ];
}

function within([left, bottom, right, top]: Box, clip: Box | null): Box {
  if (!clip) return [left, bottom, right, top];
  return [Math.max(left, clip[0]), Math.max(bottom, clip[1]), Math.min(right, clip[2]), Math.min(top, clip[3])];
}

function clipped(path: Box | null, { clip }: State): Box | null {
  return path ? within(path, clip) : clip;
}
