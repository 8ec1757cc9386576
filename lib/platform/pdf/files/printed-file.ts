import { entryOf, referredObject, valueAt } from './dictionary';

/** An object of a file: its number and the text of its dictionary. */
export type NumberedDictionary = { number: number; dictionary: string };

/** The top of a PDF's structure, to which a later section can add an element. */
export type StructureTop = {
  root: NumberedDictionary;
  /** The element that contains all others. */
  document: NumberedDictionary;
  /** The tree that finds elements by the keys of what they contain. */
  parents: NumberedDictionary;
};

/** What the next section of a PDF needs to know about the earlier ones. */
export type FileSoFar = {
  /** The number of bytes so far, and where the last cross-reference table begins. */
  length: number;
  crossReferenceAt: number;
  catalog: NumberedDictionary;
  /** The first page, where the signature's field is listed. */
  page: NumberedDictionary;
  /** Its structure, if it has any. */
  structure: StructureTop | null;
  /** The lowest free object number. */
  nextNumber: number;
  /** The reference `1 0 R` of the document information, if the file has one. */
  info: string | null;
  /** The file's identifier, `[<…> <…>]`, if it has one. */
  id: string | null;
};

const UNLIKE = 'this PDF is not built as the browser builds it';

/**
 * Reads a PDF as the browser writes it: one plain cross-reference table, nothing encrypted, nothing appended.
 * @throws when the file has a different structure
 */
export function readPrintedFile(pdf: Buffer): FileSoFar {
  const end = pdf.subarray(-64).toString('latin1');
  const crossReferenceAt = Number(/startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(end)?.[1] ?? Number.NaN);
  const table = pdf.toString('latin1', crossReferenceAt);
  const [head, count] = /^xref\s+0 (\d{1,7})\s*\n/.exec(table) ?? [];
  if (head === undefined) throw new Error(UNLIKE);
  const trailer = valueAt(table, table.indexOf('trailer') + 'trailer'.length);
  if (entryOf(trailer, 'Prev') || entryOf(trailer, 'XRefStm') || entryOf(trailer, 'Encrypt')) throw new Error(UNLIKE);

  const dictionaryOf = (value: string | null): NumberedDictionary => {
    const number = referredObject(value);
    if (number === null || number >= Number(count)) throw new Error(UNLIKE);
    const place = Number(table.slice(head.length + number * 20, head.length + number * 20 + 10));
    const text = pdf.toString('latin1', place, crossReferenceAt);
    const [start] = new RegExp(`^${number} 0 obj\\s`).exec(text.slice(0, 32)) ?? [];
    if (start === undefined) throw new Error(UNLIKE);
    return { number, dictionary: valueAt(text, start.length) };
  };
  const catalog = dictionaryOf(entryOf(trailer, 'Root'));
  let page = dictionaryOf(entryOf(catalog.dictionary, 'Pages'));
  for (let depth = 0; entryOf(page.dictionary, 'Type') === '/Pages' && depth < 16; depth++) {
    page = dictionaryOf(/^\[\s*(\d+ 0 R)/.exec(entryOf(page.dictionary, 'Kids') ?? '')?.[1] ?? null);
  }
  const root = entryOf(catalog.dictionary, 'StructTreeRoot');
  const structureOf = (top: NumberedDictionary): StructureTop => ({
    root: top,
    document: dictionaryOf(entryOf(top.dictionary, 'K')),
    parents: dictionaryOf(entryOf(top.dictionary, 'ParentTree')),
  });
  return {
    length: pdf.length,
    crossReferenceAt,
    catalog,
    page,
    structure: root === null ? null : structureOf(dictionaryOf(root)),
    nextNumber: Number(count),
    info: entryOf(trailer, 'Info'),
    id: entryOf(trailer, 'ID'),
  };
}
