import { Parser } from 'saxen';
import { AppError } from '@/lib/platform/errors';
import { MAX_CELL, MAX_DEPTH, MAX_PIECE } from './limits';

const TOO_LARGE = 'This spreadsheet contains far more than a list of names. Copy only the list into a new file.';

export const tooLarge = () => new AppError('invalid', TOO_LARGE);

/** The length to which a cell is cut later, with room for blanks around it. */
const MAX_TEXT = 2 * MAX_CELL;

/** The longest form of one character is `&#x10FFFF;`; anything beyond this length is cut off before decoding. */
const MAX_WRITTEN = MAX_TEXT * '&#x10FFFF;'.length;

/**
 * Adds a piece to one cell's text, up to what a cell can contain: a short file can show one long text in each of its
 * cells, and each one would be read.
 */
export function grown(text: string, more: string): string {
  return text.length < MAX_TEXT ? (text + more).slice(0, MAX_TEXT) : text;
}

export const cutText = (text: string) => text.slice(0, MAX_CELL).toWellFormed().replaceAll('\0', '');

/** How many more elements of a file are read. */
export type XmlBudget = { elements: number };

export type XmlHooks = {
  /** Called for each element; `decode` is for attributes that people wrote: names of sheets, codes of formats. */
  open: (name: string, attributes: () => Record<string, string>, decode: (value: string) => string) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
};

/**
 * Reads XML by the local names of its elements, with any prefix. Entities of a DTD are not supported.
 * @throws AppError `invalid` when there is more of it than a list has
 */
export async function readXml(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  budget: XmlBudget,
  { open, text, close }: XmlHooks,
  encoding = 'utf-8',
): Promise<void> {
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  const parser = new Parser();
  let depth = 0;
  // How much has come since a tag or text ended, because the parser buffers that and scans it again.
  let piece = 0;
  parser.on('openTag', (name, attributes, decode) => {
    piece = 0;
    if (++depth > MAX_DEPTH || --budget.elements < 0) throw tooLarge();
    open(local(name), attributes, (value) => decode(value.slice(0, MAX_WRITTEN)));
  });
  parser.on('closeTag', (name) => {
    piece = 0;
    depth--;
    close?.(local(name));
  });
  parser.on('text', (value, decode) => text?.(decode(value.slice(0, MAX_WRITTEN))));
  parser.on('cdata', (value) => text?.(value.slice(0, MAX_WRITTEN)));
  parser.on('error', (error) => {
    throw error;
  });
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    const xml = decoder.decode(chunk, { stream: true });
    piece += xml.length;
    parser.write(xml);
    if (piece > MAX_PIECE) throw tooLarge();
  }
  parser.end();
}
