import {
  type Cluster,
  codePointsIn,
  type FontFile,
  fontFilesFor,
  fontPartsOf,
  JOINERS,
  PLAIN_TEXT,
  type ShapingFont,
  scriptOf,
  shape,
  shapingFont,
  TEXT_FACE,
} from '@/lib/platform/pdf/fonts';

/** A cluster of characters and the font that it is set in. */
export type SetGlyph = { font: ShapingFont; cluster: Cluster };

/** Lines of glyphs from left to right, as the browser would set them. */
export type SetLines = {
  characters: SetGlyph[];
  /** In ems, without a blank at the end. */
  width: number;
  /** What the line says, when readers would not find it out from the glyphs. */
  says: string | null;
}[];

/**
 * Returns the glyphs of a text's lines, or null when only the browser can be trusted to set it: text in both
 * directions, right-to-left text with signs beside its digits, full-width punctuation, which the browser draws closer
 * together in some places, and characters that no font has or draws.
 */
export async function setLines(text: string, lines: readonly string[]): Promise<SetLines | null> {
  const direction = directionOf(text);
  if (direction === null || FULL_WIDTH_SIGNS.test(text)) return null;
  const choices = await fontsFor(text);
  const result: SetLines = [];
  for (const line of lines) {
    const characters: SetGlyph[] = [];
    let width = 0;
    let blank = 0;
    // Digits run from left to right in every script that gets here.
    const stretches = direction === 'ltr' ? [line] : line.split(FIGURES).filter(Boolean).reverse();
    for (const stretch of stretches) {
      const runs = runsOf(stretch, choices);
      if (!runs) return null;
      const way = direction === 'ltr' || FIGURE.test(stretch) ? 'ltr' : 'rtl';
      for (const { text: run, font } of way === 'ltr' ? runs : runs.reverse()) {
        for (const cluster of shape(font, run, way)) {
          if (cluster.glyphs.some(({ id }) => id === 0) || lacksInk(font, cluster)) return null;
          characters.push({ font, cluster: way === 'ltr' ? cluster : readFromTheRight(cluster) });
          const advance = cluster.advance / font.outlines.unitsPerEm;
          width += advance;
          blank = cluster.text === ' ' ? advance : 0;
        }
      }
    }
    if (direction === 'rtl') markDirection(characters);
    result.push({ characters, width: width - blank, says: TAKEN_FOR_LEFT_TO_RIGHT.test(line) ? line.trimEnd() : null });
  }
  return result;
}

/** Returns whether a visible character would be drawn as nothing. */
function lacksInk({ outlines }: ShapingFont, { text, glyphs }: Cluster): boolean {
  return SEEN.test(text) && glyphs.every(({ id }) => outlines.glyph(id).length === 0);
}

/**
 * Reverses a cluster's text for a right-to-left line, because PDF readers (pdftotext and pdf.js) reverse the characters
 * of such a line, including those of a single glyph. Also replaces ASCII hyphens with Unicode hyphens, because
 * pdftotext takes an ASCII hyphen at the end of such a line for part of a number and would swap the text before and
 * after it.
 */
function readFromTheRight(cluster: Cluster): Cluster {
  return { ...cluster, text: Array.from(cluster.text.replaceAll('-', '\u2010')).reverse().join('') };
}

const RIGHT_TO_LEFT_MARK = '\u200f';

/**
 * Puts a right-to-left mark in front of a vowel sign or a bracket that is leftmost and so ends the line. Otherwise
 * pdftotext, which takes a line to run from left to right up to its first character that does not, would move it before
 * the line.
 */
function markDirection(characters: SetGlyph[]): void {
  const [leftmost] = characters;
  if (!leftmost || (RIGHT_TO_LEFT.test(leftmost.cluster.text[0]!) && /^\p{L}/u.test(leftmost.cluster.text))) return;
  const { font, cluster } = leftmost;
  characters[0] = { font, cluster: { ...cluster, text: RIGHT_TO_LEFT_MARK + cluster.text } };
}

/** Leaves out repetition marks and tone marks, which nothing makes narrower. */
const FULL_WIDTH_SIGNS = /[\u3000-\u3004\u3008-\u3020\u3030-\u303a\u303c-\u303f\uff00-\uff65\uffe0-\uffef]/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Adlam}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
/** pdftotext does not know that this script runs from right to left, and would read its lines backwards. */
const TAKEN_FOR_LEFT_TO_RIGHT = /\p{Script=Nko}/u;
const LEFT_TO_RIGHT = /\p{L}/u;
const FIGURE = /\p{Nd}/u;
const FIGURES = /(\p{Nd}+)/u;
/** N'Ko and Adlam write numbers from right to left, too. */
const FIGURES_FROM_THE_RIGHT = /[\u07c0-\u07c9\u{1e950}-\u{1e959}]/u;
/** Signs that make the order of a number depend on the text before it. */
const NUMBER_SIGNS =
  /[\p{Sc}#%+°±\u066a\u2030\u2031\u2044\u2212]|\p{Nl}|\p{No}|\p{Nd}[,\-./:\u060c]|[,\-./:\u060c]\p{Nd}/u;

/** Returns the direction of a text; null when it has characters of both directions, numbers with signs, or numbers that run from right to left. */
function directionOf(text: string): 'ltr' | 'rtl' | null {
  if (!RIGHT_TO_LEFT.test(text)) return 'ltr';
  if (NUMBER_SIGNS.test(text) || FIGURES_FROM_THE_RIGHT.test(text)) return null;
  const both = Array.from(text).some((character) => LEFT_TO_RIGHT.test(character) && !RIGHT_TO_LEFT.test(character));
  return both ? null : 'rtl';
}

type Choice = { font: ShapingFont; has: (codePoint: number) => boolean };

const PLAIN = new Set(codePointsIn(PLAIN_TEXT));
const WESTERN = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u;
const SPACE = 0x20;

/** Returns the fonts in the order in which the page tries them, each with the characters that it provides. */
async function fontsFor(text: string): Promise<Choice[]> {
  const [serif] = await fontFilesFor(TEXT_FACE, []);
  const plain: Choice = { font: await shapingFont(serif!), has: (codePoint) => PLAIN.has(codePoint) };
  if (isSetInSerif(text, serif!)) return [{ ...plain, has: (codePoint) => serif!.codePoints.has(codePoint) }];
  const joiners = codePointsIn(text).filter((codePoint) => JOINERS.includes(codePoint));
  const choices = (await fontPartsOf(text)).map(async ({ entry, file, part }): Promise<Choice> => {
    if (entry === TEXT_FACE.id && part.every((codePoint) => PLAIN.has(codePoint))) return plain;
    const brought = new Set([...part, ...joiners, SPACE]);
    return {
      font: await shapingFont(file),
      has: (codePoint) => brought.has(codePoint) && file.codePoints.has(codePoint),
    };
  });
  return [...(await Promise.all(choices)), plain];
}

/**
 * Returns whether the serif font sets the whole text, as it does for most names, so that `chooseFaces` need not be
 * asked.
 */
function isSetInSerif(text: string, serif: FontFile): boolean {
  return WESTERN.test(text) && codePointsIn(text).every((codePoint) => serif.codePoints.has(codePoint));
}

const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
const SEEN = /[^\s\u2800\p{Default_Ignorable_Code_Point}]/u;
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

type Run = { text: string; font: ShapingFont; script: string | undefined };

/** Splits a line into runs of one font and one script; signs common to all scripts stay with the text before them. */
function runsOf(line: string, choices: readonly Choice[]): Run[] | null {
  if (choices.length === 1) return [{ text: line, font: choices[0]!.font, script: undefined }];
  const runs: Run[] = [];
  let script = firstScriptOf(line);
  for (const { segment } of CHARACTERS.segment(line)) {
    const visible = codePointsIn(segment).filter((codePoint) => !INVISIBLE.test(String.fromCodePoint(codePoint)));
    const font = choices.find(({ has }) => visible.every(has))?.font;
    if (!font) return null;
    if (!COMMON.test(segment)) script = scriptOf(segment);
    const last = runs.at(-1);
    if (last && last.font === font && last.script === script) last.text += segment;
    else runs.push({ text: segment, font, script });
  }
  return runs;
}

const COMMON = /^[\p{Script=Common}\p{Script=Inherited}]+$/u;

function firstScriptOf(line: string): string | undefined {
  const first = Array.from(CHARACTERS.segment(line), ({ segment }) => segment).find((segment) => !COMMON.test(segment));
  return first && scriptOf(first);
}
