import type { Face } from './faces';
import { type FontFile, fontFilesFor } from './font-files';

const ASCII = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i));

/** The characters of the text font that every printed page includes. */
export const PLAIN_TEXT = `${ASCII}‘’“”–—…·`;

/** Returns the font file of a face that is not chosen by the characters of a text. */
export async function fontFileOf(face: Face): Promise<FontFile> {
  const [file] = await fontFilesFor(face, []);
  return file!;
}

export function codePointsIn(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0)!);
}
