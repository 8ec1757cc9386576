/** Scripts whose lines break between any two characters. */
const BREAKS_ANYWHERE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/**
 * Characters that no line of these scripts begins with: closing brackets, stops, length and repetition marks, small
 * kana.
 */
const NOT_FIRST =
  /^[\p{Pe}\p{Pf}\p{Po}\u30fc\u3005\u303b\u309d\u309e\u30fd\u30fe\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308e\u30a1\u30a3\u30a5\u30a7\u30a9\u30c3\u30e3\u30e5\u30e7\u30ee]/u;
/** Characters that no line of these scripts ends with. */
const NOT_LAST = /[\p{Ps}\p{Pi}]$/u;
/** The parts between the hyphens, dashes and slashes of a word, and between the dots of a Tibetan or Ethiopic one. */
const BETWEEN_HYPHENS =
  /[-\u2010\u2012-\u2014/\u0f0b\u1361]*[^-\u2010\u2012-\u2014/\u0f0b\u1361]+(?:[-\u2010\u2012-\u2014/\u0f0b\u1361]\p{M}*)*/gu;

/** The parts of a text, in order, each of which stays together on a line. */
export type Pieces = {
  pieces: string[];
  /** Whether a word had to be broken between its characters. */
  splitsWord: boolean;
};

/**
 * Returns the parts of a text that stay together on a line: its words. Only a word that does not fit on a line is
 * broken, first after its hyphens and slashes, and between characters where that is not enough.
 */
export function piecesOf(text: string, fitsLine: (piece: string) => boolean): Pieces {
  const found: Pieces = { pieces: [], splitsWord: false };
  for (const word of wordsOf(text)) {
    if (fitsLine(word)) found.pieces.push(word);
    else {
      for (const part of word.match(BETWEEN_HYPHENS) ?? [word]) {
        if (fitsLine(part)) found.pieces.push(part);
        else {
          found.pieces.push(...charactersOf(part));
          found.splitsWord = true;
        }
      }
    }
  }
  return found;
}

/** Fills lines with the pieces in order; a piece wider than `width` gets a line of its own. */
export function fillLines(pieces: readonly string[], width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line && widthOf((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()].filter(Boolean);
}

/** A word that a browser breaks after a hyphen, or can be made to break after a slash. */
export const HYPHENED = /[-\u2010\u2012-\u2014/\u0f0b\u1361]./u;
export const AFTER_SLASH = /\/(?=[^/])/g;

/** Returns the words of a text with the blanks after them; East Asian characters count as a word each. */
function wordsOf(text: string): string[] {
  return (text.match(/\S+\s*|\s+/gu) ?? []).flatMap((word) =>
    BREAKS_ANYWHERE.test(word) ? eastAsianWords(word) : [word],
  );
}

function eastAsianWords(word: string): string[] {
  const words: string[] = [];
  for (const character of charactersOf(word)) {
    const last = words.at(-1);
    const together =
      last !== undefined &&
      (NOT_FIRST.test(character) ||
        NOT_LAST.test(last) ||
        character.trim() === '' ||
        !(BREAKS_ANYWHERE.test(character) || BREAKS_ANYWHERE.test(last)));
    if (together) words[words.length - 1] = last + character;
    else words.push(character);
  }
  return words;
}

function charactersOf(text: string): string[] {
  // Not every browser that shows the preview has `Intl.Segmenter`; the server, which sets what is printed, has it.
  if (!('Segmenter' in Intl)) return text.match(/[^\p{M}]?\p{M}*/gu)!.filter(Boolean);
  const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(characters.segment(text), ({ segment }) => segment);
}

/** Everything that determines where lines break; part of the template's version. */
export const BREAK_MEASURES = [BREAKS_ANYWHERE, NOT_FIRST, NOT_LAST, BETWEEN_HYPHENS].map(({ source }) => source);
