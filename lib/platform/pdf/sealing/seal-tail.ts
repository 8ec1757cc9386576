import type { Hash } from 'node:crypto';
import { entryOf, withEntry } from './dictionary';
import { pdfDate, pdfString } from './pdf-text';
import type { FileSoFar } from './printed-file';
import type { Signer } from './signer';

/** What a reader of PDFs shows about the signature. */
export type SealAbout = {
  /** Who vouches for the document: the approved provider. */
  name: string;
  reason: string;
  /** How to reach who vouches: the provider's phone. */
  contact: string;
  signedAt: Date;
};

/** The widget is neither shown nor printed, and stays as it is: nothing to read out, so it needs no tag (PDF/UA, 7.18). */
const HIDDEN_AND_LOCKED = 2 + 128;

/** Numbers of the byte range are written this wide, so that they can be put in when the rest is known. */
const WIDTH = 10;

/**
 * The section that seals a PDF: bytes to append to it. They hold a signature field without an appearance, and a
 * signature (PAdES baseline B, ETSI EN 319 142) over everything but itself.
 * @param hash SHA-256 that has been fed with the file so far; it is copied and stays as it is
 */
export function sealTail(file: FileSoFar, hash: Hash, about: SealAbout, signer: Signer): Buffer {
  const field = file.nextNumber;
  const signature = file.nextNumber + 1;
  const before = hash.copy();
  const identifier = `<${hash.copy().digest('hex').slice(0, 32)}>`;

  const contentsLength = signer.longestMessage * 2 + 2;
  const objects: [number: number, text: string][] = [
    [file.catalog.number, catalogWith(file.catalog.dictionary, field)],
    [file.page.number, pageWith(file.page.dictionary, field)],
    [field, fieldOf(file.page.number, signature)],
  ];
  const places = new Map<number, number>();
  // An end of line first: what is there may end without one.
  let head = '\n';
  for (const [number, text] of objects) {
    places.set(number, file.length + head.length);
    head += `${number} 0 obj\n${text}\nendobj\n`;
  }
  places.set(signature, file.length + head.length);
  const opening = `${signature} 0 obj\n<<${signatureEntries(about)}\n/ByteRange [0 `;
  const rangeLength = 3 * WIDTH + 2;
  const contentsAt = file.length + head.length + opening.length + rangeLength + ']\n/Contents '.length;
  const contentsEnd = contentsAt + contentsLength;
  const closing = '>>\nendobj\n';
  const rest = `${closing}${crossReferences(file, places, { at: contentsEnd + closing.length, size: signature + 1, identifier })}`;
  const range = [contentsAt, contentsEnd, rest.length].map((number) => String(number).padStart(WIDTH, ' ')).join(' ');
  head += `${opening}${range}]\n/Contents `;

  const tail = Buffer.alloc(head.length + contentsLength + rest.length, '0', 'latin1');
  tail.write(head, 'latin1');
  tail.write(rest, head.length + contentsLength, 'latin1');
  const digest = before
    .update(tail.subarray(0, head.length))
    .update(tail.subarray(head.length + contentsLength))
    .digest();
  tail.write(`<${signer.message(digest).toString('hex').toUpperCase()}`, head.length, 'latin1');
  tail.write('>', head.length + contentsLength - 1, 'latin1');
  return tail;
}

function catalogWith(catalog: string, field: number): string {
  if (entryOf(catalog, 'AcroForm')) throw new Error('a PDF that has a form already is not sealed');
  // 3: there are signatures, and the file may only be appended to.
  return withEntry(catalog, 'AcroForm', `<</Fields [${field} 0 R] /SigFlags 3>>`);
}

function pageWith(page: string, field: number): string {
  const annotations = entryOf(page, 'Annots') ?? '[]';
  if (!annotations.startsWith('[')) throw new Error('a page whose annotations are kept elsewhere is not sealed');
  return withEntry(page, 'Annots', `${annotations.slice(0, -1)} ${field} 0 R]`);
}

function fieldOf(page: number, signature: number): string {
  return `<</Type /Annot
/Subtype /Widget
/FT /Sig
/T (ApprovedProviderVerification)
/TU (Approved provider verification)
/Rect [0 0 0 0]
/F ${HIDDEN_AND_LOCKED}
/P ${page} 0 R
/V ${signature} 0 R>>`;
}

function signatureEntries({ name, reason, contact, signedAt }: SealAbout): string {
  const entries = [
    '/Type /Sig',
    '/Filter /Adobe.PPKLite',
    '/SubFilter /ETSI.CAdES.detached',
    `/M ${pdfDate(signedAt)}`,
    `/Name ${pdfString(name)}`,
    `/Reason ${pdfString(reason)}`,
    `/ContactInfo ${pdfString(contact)}`,
  ];
  return entries.join('\n');
}

type TableAbout = { at: number; size: number; identifier: string };

function crossReferences(file: FileSoFar, places: Map<number, number>, { at, size, identifier }: TableAbout): string {
  let table = 'xref\n';
  for (const [number, place] of [...places].sort(([one], [other]) => one - other)) {
    table += `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`;
  }
  const entries = [
    `/Size ${size}`,
    `/Root ${file.catalog.number} 0 R`,
    ...(file.info ? [`/Info ${file.info}`] : []),
    `/Prev ${file.crossReferenceAt}`,
    `/ID ${file.id ?? `[${identifier} ${identifier}]`}`,
  ];
  return `${table}trailer\n<<${entries.join('\n')}>>\nstartxref\n${at}\n%%EOF\n`;
}
