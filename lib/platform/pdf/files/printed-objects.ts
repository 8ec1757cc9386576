import { entryOf, referredObject, valueAt } from './dictionary';

/** An object of a PDF: the text of its value, and the raw bytes of its stream in the file. */
export type PdfObject = { value: string; stream: Buffer | null };

export type PdfObjects = Map<number, PdfObject>;

export type PrintedObjects = {
  objects: PdfObjects;
  /** Numbers of the catalog and of the document information. */
  root: number;
  info: number;
  /** The lowest free object number. */
  size: number;
};

/** The part of a PDF from an offset to the end of the file; offsets count from the beginning of the file. */
export type FileEnd = { bytes: Buffer; from: number };

const UNLIKE = 'this PDF is not built as the browser builds it';

/**
 * Returns the objects of a file as the browser wrote it and as it was filled since. Skips PDF signatures, because what they
 * add concerns only that one file.
 * @throws when the file has a different structure
 */
export function printedObjects(pdf: Buffer): PrintedObjects {
  const file = { bytes: pdf, from: 0 };
  const sections = sectionsOf(file);
  const { trailer } = sections[0]!;
  const root = referredObject(entryOf(trailer, 'Root'));
  const info = referredObject(entryOf(trailer, 'Info'));
  const sizes = sections.map((section) => Number(entryOf(section.trailer, 'Size')));
  if (root === null || info === null || sizes.some((size) => !Number.isInteger(size))) throw new Error(UNLIKE);
  return { objects: unsignedObjects(file, sections), root, info, size: Math.max(...sizes) };
}

/** Returns the objects of the sections in this end of a file. */
export function objectsIn(file: FileEnd): PdfObjects {
  return unsignedObjects(file, sectionsOf(file));
}

function unsignedObjects(file: FileEnd, sections: readonly Section[]): PdfObjects {
  const objects: PdfObjects = new Map();
  for (const { places } of sections) {
    const added = objectsOf(file, places);
    if ([...added.values()].some(({ value }) => SIGNATURE.test(value))) continue;
    for (const [number, object] of added) objects.set(number, object);
  }
  return objects;
}

const SIGNATURE = /^<<\s*\/Type\s*\/Sig\b/;

type Section = { places: Map<number, number>; trailer: string };

/** Returns the sections in this end of a file, oldest first. */
function sectionsOf(file: FileEnd): [Section, ...Section[]] {
  const end = file.bytes.subarray(-64).toString('latin1');
  let at = Number(/startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(end)?.[1] ?? Number.NaN);
  const later: Section[] = [];
  for (let count = 0; count < 16; count++) {
    const section = sectionAt(file, at);
    if (entryOf(section.trailer, 'Encrypt')) throw new Error(UNLIKE);
    const before = Number(entryOf(section.trailer, 'Prev') ?? -1);
    if (before < file.from) return [section, ...later];
    later.unshift(section);
    at = before;
  }
  throw new Error(UNLIKE);
}

function sectionAt({ bytes, from }: FileEnd, at: number): Section {
  if (!(at >= from)) throw new Error(UNLIKE);
  const end = bytes.indexOf('startxref', at - from);
  const table = bytes.toString('latin1', at - from, end < 0 ? undefined : end);
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

function objectsOf(file: FileEnd, places: ReadonlyMap<number, number>): PdfObjects {
  return new Map([...places].map(([number, place]) => [number, objectAt(file, number, place)]));
}

function objectAt({ bytes, from }: FileEnd, number: number, place: number): PdfObject {
  const at = place - from;
  const end = bytes.indexOf('endobj', at);
  // Binary bytes are read as text only up to the end of the value, which precedes them.
  const text = bytes.toString('latin1', at, end < 0 ? undefined : end);
  const head = `${number} 0 obj`;
  if (!text.startsWith(head)) throw new Error(UNLIKE);
  const value = valueAt(text, head.length);
  const behind = text.indexOf(value, head.length) + value.length;
  const [word] = /^\s*stream\r?\n/.exec(text.slice(behind, behind + 16)) ?? [];
  if (word === undefined) return { value, stream: null };
  const length = Number(entryOf(value, 'Length') ?? Number.NaN);
  if (!Number.isInteger(length)) throw new Error(UNLIKE);
  return { value, stream: bytes.subarray(at + behind + word.length, at + behind + word.length + length) };
}
