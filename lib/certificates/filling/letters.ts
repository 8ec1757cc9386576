import { scriptOf } from '@/lib/platform/pdf/fonts/choose-faces';
import { TEXT_FACE } from '@/lib/platform/pdf/fonts/faces';
import { type FontFile, fontFilesFor } from '@/lib/platform/pdf/fonts/font-files';
import { fontPartsOf, JOINERS } from '@/lib/platform/pdf/fonts/font-parts';
import { type Cluster, type ShapingFont, shape, shapingFont } from '@/lib/platform/pdf/fonts/shaper';
import { codePointsIn, PLAIN_TEXT } from '../template-fonts';

/** A cluster of letters and the font that it is set in. */
export type SetLetter = { font: ShapingFont; cluster: Cluster };

/** Lines of glyphs from left to right, as the browser would set them. */
export type SetLines = { letters: SetLetter[] /** In ems. */; width: number }[];

/**
 * The glyphs of a text's lines, or null when only the browser is trusted to set it: text that runs in both directions,
 * full-width punctuation, which the browser draws closer in some places, and letters of scripts without a font.
 */
export async function setLines(text: string, lines: readonly string[]): Promise<SetLines | null> {
  const direction = directionOf(text);
  if (direction === null || FULL_WIDTH_SIGNS.test(text)) return null;
  const choices = await fontsFor(text);
  const result: SetLines = [];
  for (const line of lines) {
    const letters: SetLetter[] = [];
    let width = 0;
    const runs = runsOf(line, choices);
    if (!runs) return null;
    for (const { text: run, font } of direction === 'ltr' ? runs : runs.reverse()) {
      for (const cluster of await shape(font, run, direction)) {
        if (cluster.glyphs.some(({ id }) => id === 0)) return null;
        letters.push({ font, cluster: direction === 'ltr' ? cluster : readFromTheRight(cluster) });
        width += cluster.advance / font.outlines.unitsPerEm;
      }
    }
    result.push({ letters, width });
  }
  return result;
}

/**
 * Readers of PDFs turn round what stands in a line that runs from right to left, the letters that one sign reads as
 * among it (pdftotext and pdf.js do): these have to stand the other way round, too.
 */
function readFromTheRight(cluster: Cluster): Cluster {
  return { ...cluster, text: Array.from(cluster.text).reverse().join('') };
}

const FULL_WIDTH_SIGNS = /[\u3000-\u303f\uff00-\uff65\uffe0-\uffef]/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const LEFT_TO_RIGHT = /[\p{L}\p{N}]/u;

/** The one direction of a text; null when it has letters or figures of both. */
function directionOf(text: string): 'ltr' | 'rtl' | null {
  if (!RIGHT_TO_LEFT.test(text)) return 'ltr';
  return Array.from(text).some(
    (character) => (LEFT_TO_RIGHT.test(character) && !RIGHT_TO_LEFT.test(character)) || /\p{N}/u.test(character),
  )
    ? null
    : 'rtl';
}

type Choice = { font: ShapingFont; has: (codePoint: number) => boolean };

const PLAIN = new Set(codePointsIn(PLAIN_TEXT));
const WESTERN = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u;
const SPACE = 0x20;

/** The fonts in the order in which the page asks them, each with the letters that it brings along. */
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

/** Most names; what `chooseFaces` would say of them needs no asking. */
function isSetInSerif(text: string, serif: FontFile): boolean {
  return WESTERN.test(text) && codePointsIn(text).every((codePoint) => serif.codePoints.has(codePoint));
}

const LETTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

type Run = { text: string; font: ShapingFont; script: string | undefined };

/** Stretches of one font and one script; signs of all scripts go with what stands before them. */
function runsOf(line: string, choices: readonly Choice[]): Run[] | null {
  if (choices.length === 1) return [{ text: line, font: choices[0]!.font, script: undefined }];
  const runs: Run[] = [];
  let script = firstScriptOf(line);
  for (const { segment } of LETTERS.segment(line)) {
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
  const first = Array.from(LETTERS.segment(line), ({ segment }) => segment).find((segment) => !COMMON.test(segment));
  return first && scriptOf(first);
}
