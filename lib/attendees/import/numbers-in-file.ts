import { type Entry, fromBufferPromise } from 'yauzl';
import { hasSocialSecurityNumber } from '@/lib/platform/social-security-number';
import { hideNumbers } from './hide-numbers';
import { MAX_UNPACKED_BYTES } from './limits';
import { textOfFile } from './read-list';
import { isZip, readSheets } from './spreadsheet';

/** Marks of an encoding that was not recognized: any character beyond ASCII between the groups. */
const IN_UNKNOWN_ENCODING = /(?<!\d)\d{3}[^\0-\x7f]{1,3}\d{2}[^\0-\x7f]{1,3}\d{4}(?!\d)/;
/** How a workbook's parts contain numbers that are in no cell, such as in a comment or in the copy of a pivot table. */
const IN_ATTRIBUTE = /(?<![\d.-])\d{3}[-\u2010-\u2015]\d{2}[-\u2010-\u2015]\d{4}(?![\d.-])/;
/** The end of a piece that is read again with the next one, because a number can be in both. */
const OVERLAP = 200;

/**
 * Returns whether a file that would be kept has a Social Security number anywhere, also where nothing is read from: above
 * the list, in a hidden sheet, in a comment. Runs in a worker thread. A picture in a workbook is not looked at.
 */
export async function hasNumberInFile(file: Uint8Array, encoding: string | undefined): Promise<boolean> {
  if (isZip(file)) return (await isInHiddenSheet(file)) || isInSomePart(file);
  const text = textOfFile(file, encoding);
  return hasSocialSecurityNumber(text) || IN_UNKNOWN_ENCODING.test(text);
}

async function isInHiddenSheet(file: Uint8Array): Promise<boolean> {
  try {
    const sheets = await readSheets(file, 'hidden');
    return sheets.some(({ lines }) => hideNumbers(lines).found);
  } catch {
    // What cannot be read as a sheet is read as text below.
    return false;
  }
}

async function isInSomePart(file: Uint8Array): Promise<boolean> {
  const archive = await fromBufferPromise(Buffer.from(file.buffer, file.byteOffset, file.byteLength), {
    validateEntrySizes: true,
  });
  const entries: Entry[] = [];
  for await (const entry of archive.eachEntry()) if (/\.(xml|vml)$/i.test(entry.fileName)) entries.push(entry);
  let room = MAX_UNPACKED_BYTES;
  for (const entry of entries) {
    room -= entry.uncompressedSize;
    // What is too large to be searched may have one.
    if (room < 0) return true;
    if (await isInPart(await archive.openReadStreamPromise(entry))) return true;
  }
  return false;
}

async function isInPart(chunks: AsyncIterable<unknown>): Promise<boolean> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of chunks) {
      const piece = rest + decoder.decode(chunk as Uint8Array, { stream: true });
      if (IN_ATTRIBUTE.test(piece) || hasSocialSecurityNumber(piece.replaceAll(/<[^>]*>/g, '\n'))) return true;
      rest = piece.slice(-OVERLAP);
    }
  } catch {
    // A part that cannot be unpacked, and that the list was not read from, shows nothing.
  }
  return false;
}
