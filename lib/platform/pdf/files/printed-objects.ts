import { entryOf, referredObject, valueAt } from '../sealing/dictionary';

/** An object of a PDF: the text of its value, and the bytes of its stream as they stand in the file. */
export type PdfObject = { value: string; stream: Buffer | null };

export type PrintedObjects = {
  objects: Map<number, PdfObject>;
  /** Numbers of the catalog and of the document information. */
  root: number;
  info: number;
  /** The lowest object number that is free. */
  size: number;
};

const UNLIKE = 'this PDF is not built as the browser builds it';

/**
 * The objects of the section of a PDF whose plain cross-reference table begins at `at`: of a file as the browser writes
 * it, all there are.
 * @throws when it is built otherwise
 */
export function objectsAt(pdf: Buffer, at: number): Map<number, PdfObject> {
  const { places } = crossReferencesAt(pdf, at);
  const objects = new Map<number, PdfObject>();
  for (const [number, place] of places) objects.set(number, objectAt(pdf, number, place, objects));
  return objects;
}

/** A file as the browser writes it: one section. */
export function printedObjects(pdf: Buffer): PrintedObjects {
  const at = lastCrossReferences(pdf);
  const { trailer } = crossReferencesAt(pdf, at);
  if (entryOf(trailer, 'Prev') || entryOf(trailer, 'Encrypt')) throw new Error(UNLIKE);
  const root = referredObject(entryOf(trailer, 'Root'));
  const info = referredObject(entryOf(trailer, 'Info'));
  const size = Number(entryOf(trailer, 'Size'));
  if (root === null || info === null || !Number.isInteger(size)) throw new Error(UNLIKE);
  return { objects: objectsAt(pdf, at), root, info, size };
}

/** Where the last cross-reference table of a file begins. */
export function lastCrossReferences(pdf: Buffer): number {
  const [, at] = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(pdf.subarray(-64).toString('latin1')) ?? [];
  if (at === undefined) throw new Error(UNLIKE);
  return Number(at);
}

/** The section before the one whose table begins at `at`; null when it is the first. */
export function sectionBefore(pdf: Buffer, at: number): number | null {
  const before = entryOf(crossReferencesAt(pdf, at).trailer, 'Prev');
  return before === null ? null : Number(before);
}

function crossReferencesAt(pdf: Buffer, at: number): { places: Map<number, number>; trailer: string } {
  const end = pdf.indexOf('startxref', at);
  const table = pdf.toString('latin1', at, end < 0 ? undefined : end);
  const trailerAt = table.indexOf('trailer');
  if (!table.startsWith('xref') || trailerAt < 0) throw new Error(UNLIKE);
  const lines = table.slice(4, trailerAt).trim().split(/\s*\n/);
  const places = new Map<number, number>();
  for (let line = 0; line < lines.length; ) {
    const [, first, count] = /^(\d+) (\d+)$/.exec(lines[line++]!.trim()) ?? [];
    if (first === undefined) throw new Error(UNLIKE);
    for (let i = 0; i < Number(count); i++) {
      const [, place, kind] = /^(\d{10}) \d{5} ([nf])/.exec(lines[line++] ?? '') ?? [];
      if (place === undefined) throw new Error(UNLIKE);
      if (kind === 'n') places.set(Number(first) + i, Number(place));
    }
  }
  return { places, trailer: valueAt(table, trailerAt + 'trailer'.length) };
}

function objectAt(pdf: Buffer, number: number, place: number, known: Map<number, PdfObject>): PdfObject {
  const end = pdf.indexOf('endobj', place);
  // Binary bytes are read as text only as far as the value goes, which they follow.
  const text = pdf.toString('latin1', place, end < 0 ? undefined : end);
  const [start] = new RegExp(`^${number} 0 obj\\s+`).exec(text.slice(0, 32)) ?? [];
  if (start === undefined) throw new Error(UNLIKE);
  const value = valueAt(text, start.length);
  const [word] =
    /^\s*stream\r?\n/.exec(text.slice(start.length + value.length, start.length + value.length + 16)) ?? [];
  if (word === undefined) return { value, stream: null };
  const from = place + start.length + value.length + word.length;
  const told = entryOf(value, 'Length');
  const elsewhere = referredObject(told);
  const length = Number(elsewhere === null ? told : known.get(elsewhere)?.value);
  if (!Number.isInteger(length)) throw new Error(UNLIKE);
  return { value, stream: pdf.subarray(from, from + length) };
}
