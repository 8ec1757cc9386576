import { GlyphFont } from '@/lib/platform/pdf/files';
import { fontFilesFor, shape, shapingFont, TEXT_FACE } from '@/lib/platform/pdf/fonts';
import { sharedInProcess } from '@/lib/platform/shared';

/** ASCII, the Latin characters of Europe and Vietnam, and the punctuation of names. */
const CHARACTERS = [
  [0x20, 0x7e],
  [0xa1, 0x17f],
  [0x1a0, 0x1a1],
  [0x1af, 0x1b0],
  [0x1cd, 0x1dc],
  [0x218, 0x21b],
  [0x1ea0, 0x1ef9],
  [0x2010, 0x2026],
] as const;
/** Sequences that are drawn as one glyph. */
const TOGETHER = ['fi', 'fl', 'ff', 'ffi', 'ffl', 'fj', 'ft', 'tt', 'Th'];

const shared = sharedInProcess('certificates.baseFont', () => ({ font: undefined as Promise<GlyphFont> | undefined }));

/**
 * Returns the font that every base includes, so that most certificates need none of their own. Nobody adds glyphs to
 * it.
 */
export function baseFont(): Promise<GlyphFont> {
  if (!shared.font) {
    const font = make();
    shared.font = font;
    // A later attempt may be able to read the file.
    font.catch(() => {
      shared.font = undefined;
    });
  }
  return shared.font;
}

async function make(): Promise<GlyphFont> {
  const [file] = await fontFilesFor(TEXT_FACE, []);
  const source = await shapingFont(file!);
  const font = new GlyphFont(source.id, source.outlines.unitsPerEm);
  const texts = CHARACTERS.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index)
      .filter((codePoint) => file!.codePoints.has(codePoint))
      .map((codePoint) => String.fromCodePoint(codePoint)),
  );
  for (const text of [...texts, ...TOGETHER]) {
    const clusters = shape(source, text, 'ltr');
    if (clusters.length === 1) font.add(source, clusters[0]!);
  }
  return font;
}
