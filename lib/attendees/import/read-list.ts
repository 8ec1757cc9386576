import type { UploadAbout, UploadedLine } from '@/db/schema';
import { AppError } from '@/lib/platform/errors';
import { withoutSocialSecurityNumbers } from '@/lib/platform/social-security-number';
import { decodeAs, type Encoding, guessEncoding, isEncoding, withoutSecondEncoding } from './decode-text';
import { linesInOneColumn, readDelimited } from './delimited';
import { hideNumbers } from './hide-numbers';
import { charsetOf, isHtml, readHtml } from './html-tables';
import { readJson } from './json-lists';
import { MAX_TABLE_LINES } from './limits';
import { separatePeople } from './numbered-people';
import { whyNotThisFile, whyNotThisText } from './other-files';
import type { Sheet } from './sheets';
import { stacked } from './side-by-side';
import { uprighted } from './sideways';
import { isZip, readSheets } from './spreadsheet';
import { isSpreadsheetXml, readSpreadsheetXml } from './spreadsheet-xml';
import { tableOf, tooManyLines } from './table';
import { understand } from './understand';

/** A list as it arrived: the bytes of a file, with the person's choices about it, or pasted text. */
export type UnreadList = { file: Uint8Array; sheet?: number; encoding?: string } | { pasted: string };

/** The lines of a list, and what people can choose about it. */
export type ReadList = { lines: UploadedLine[]; about: UploadAbout };

/** How many rows of each sheet a person sees when choosing one. */
const SAMPLE_ROWS = 3;
const SAMPLE_CELLS = 6;

/**
 * Returns the lines of a list. Runs in a worker thread: see keep-upload.ts.
 * @throws AppError `invalid` with a sentence about the file
 */
export async function readList(list: UnreadList): Promise<ReadList> {
  const { lines: written, about: found } = await readTable(list, worthOf);
  const upright = uprighted(written);
  const lines = upright ? tableOf(upright) : written;
  const about: UploadAbout = upright ? { ...found, sideways: true } : found;
  const both = stacked(lines, about.hidden) ?? separatePeople(lines, about.hidden);
  if (!both) return { lines, about };
  if (both.lines.length > MAX_TABLE_LINES) throw tooManyLines();
  const hidden = both.hidden.length > 0 ? { hidden: both.hidden } : {};
  return { lines: both.lines, about: { ...about, beside: both.beside, ...hidden } };
}

/**
 * Returns the lines of a table of whatever: of several sheets, the chosen one, or the first of those that are worth most.
 * Runs in a worker thread.
 * @throws AppError `invalid` with a sentence about the file
 */
export async function readTable(list: UnreadList, worth: (sheet: Sheet) => number): Promise<ReadList> {
  if ('pasted' in list) {
    const sheets = isHtml(list.pasted) ? readHtml(list.pasted) : readJson(list.pasted);
    return sheets?.length ? chosenOf(sheets, worth) : withoutNumbers(readDelimited(list.pasted));
  }
  const { file, sheet, encoding } = list;
  if (isZip(file)) return chosenOf(await readSheets(file), worth, sheet);
  const why = whyNotThisFile(file);
  if (why) throw new AppError('invalid', why);
  const used = encodingOf(file, encoding);
  const text = withoutSecondEncoding(decodeAs(file, used.encoding));
  const about: UploadAbout = used.sure ? {} : { encoding: used.encoding };
  if (isSpreadsheetXml(text.slice(0, 4_000)))
    return withAbout(chosenOf(await readSpreadsheetXml(text), worth, sheet), about);
  if (isHtml(text)) {
    const tables = readHtml(text);
    if (tables.length === 0)
      throw new AppError(
        'invalid',
        'This is a web page without a table. Copy the list and paste it, or save it as a CSV file.',
      );
    return withAbout(chosenOf(tables, worth, sheet), about);
  }
  const json = readJson(text);
  if (json) return withAbout(chosenOf(json, worth, sheet), about);
  const whyNot = whyNotThisText(text);
  if (whyNot) throw new AppError('invalid', whyNot);
  return withAbout(withoutNumbers(readDelimited(text)), about);
}

const withAbout = ({ lines, about }: ReadList, more: UploadAbout): ReadList => ({
  lines,
  about: { ...about, ...more },
});

function withoutNumbers(written: readonly UploadedLine[]): ReadList {
  const { lines, found } = hideNumbers(written);
  return { lines, about: found ? { ssn: 'list' } : {} };
}

/** Decodes a text file as a person chose, or as its bytes suggest. */
export const textOfFile = (file: Uint8Array, chosen: string | undefined) =>
  withoutSecondEncoding(decodeAs(file, encodingOf(file, chosen).encoding));

function encodingOf(file: Uint8Array, chosen: string | undefined): { encoding: Encoding; sure: boolean } {
  if (chosen && isEncoding(chosen)) return { encoding: chosen, sure: false };
  const guess = guessEncoding(file);
  if (guess.sure) return guess;
  const named = charsetOf(new TextDecoder('latin1').decode(file.subarray(0, 4_000)));
  return named && isEncoding(named) && named !== 'utf-8' ? { encoding: named, sure: false } : guess;
}

/** Returns one sheet of several: the chosen one, or the first of those that are worth most. */
function chosenOf(written: readonly Sheet[], worth: (sheet: Sheet) => number, chosen?: number): ReadList {
  const hidden = written.map(({ lines }) => hideNumbers(lines));
  const sheets = written.map((sheet, at) => ({ ...sheet, lines: hidden[at]!.lines }));
  const worths = sheets.length > 1 && chosen === undefined ? sheets.map(worth) : [0];
  const at = chosen !== undefined && sheets[chosen] ? chosen : worths.indexOf(Math.max(...worths));
  const sheet = sheets[at];
  const shown = sheet?.lines ?? [];
  const { lines, found } = hideNumbers(tableOf(linesInOneColumn(shown) ?? shown));
  const about: UploadAbout = {
    ...(sheets.length > 1 ? { sheet: at, sheets: sheets.map(lookOf) } : {}),
    ...(sheet && sheet.hidden.length > 0 ? { hidden: sheet.hidden } : {}),
    ...(sheet && sheet.totals.length > 0 ? { totals: sheet.totals } : {}),
    ...(found || hidden.some((each) => each.found) ? { ssn: 'list' as const } : {}),
  };
  return { lines, about };
}

/** How much a sheet looks like a list of people. */
function worthOf({ name, lines }: Sheet): number {
  const { heading, columns } = understand(lines.slice(0, 300));
  const kinds = columns.filter((kind) => kind !== null).length;
  const named = columns.some((kind) => kind === 'name' || kind === 'firstName' || kind === 'lastName');
  return (
    (heading && named ? 10 + Math.min(kinds, 3) : 0) +
    // Who came, before who registered.
    (/no[- ]?show|absent|\bnot\b|cancel|wait ?list|declin/i.test(name)
      ? -1
      : /attend|sign[- ]?in|present|anwesen|asist/i.test(name)
        ? 3
        : /participant|roster|people|teilnehm|summary|total|combined|final|overall/i.test(name)
          ? 2
          : /registr/i.test(name)
            ? 1
            : 0)
  );
}

function lookOf({ name, lines }: Sheet) {
  return {
    name: withoutSocialSecurityNumbers(name),
    rows: lines.length,
    sample: lines
      .slice(0, SAMPLE_ROWS)
      .map(([, cells]) =>
        cells.slice(0, SAMPLE_CELLS).map((cell) => cell.slice(0, 60).toWellFormed().replaceAll('\0', '\ufffd')),
      ),
  };
}
