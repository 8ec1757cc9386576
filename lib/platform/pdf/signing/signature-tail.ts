import type { Hash } from 'node:crypto';
import { entryOf, withEntry } from '../files/dictionary';
import { pdfDate, pdfString } from '../files/pdf-text';
import type { FileSoFar, StructureTop } from '../files/printed-file';
import type { Signer } from './signer';

/** What a PDF reader shows about the signature. */
export type SignatureDetails = {
  /** Who vouches for the document: the approved provider. */
  name: string;
  reason: string;
  /** How to contact the provider: its phone. */
  contact: string;
  signedAt: Date;
};

/** The widget is neither shown nor printed, and stays unchanged. A file without structure has no place for its tag. */
const HIDDEN_AND_LOCKED = 2 + 128;
/** The widget stays unchanged and may not be hidden (PDF/A-3, 6.3.2); it has no size, so there is nothing to see. */
const PRINTED_AND_LOCKED = 4 + 128;

/** The fixed width of the numbers in the byte range, `[a b c d]`, so that their values do not change its length. */
const NUMBER_LENGTH = 10;
const RANGE_LENGTH = 4 * NUMBER_LENGTH + 5;

/**
 * Builds the section that signs a PDF, as bytes to append to it. They contain a signature field without an appearance, and a
 * signature (PAdES baseline B, ETSI EN 319 142) over everything but itself.
 * @param hash a SHA-256 that has been fed the file so far; it is copied, not changed
 */
export function signatureTail(file: FileSoFar, hash: Hash, about: SignatureDetails, signer: Signer): Buffer {
  const [field, signature, element] = [file.nextNumber, file.nextNumber + 1, file.nextNumber + 2];
  const tagged = file.structure && tagOf(file.structure, { field, element, page: file.page.number });
  const objects = objectsBehind(file.length, [
    [file.catalog.number, catalogWith(file.catalog.dictionary, field)],
    [file.page.number, pageWith(file.page.dictionary, field)],
    [field, fieldOf(file.page.number, signature, tagged?.key ?? null)],
    ...(tagged?.objects ?? []),
  ]);
  const opening = `${signature} 0 obj\n<<${signatureEntries(about)}\n/ByteRange `;
  const contents = '\n/Contents ';
  const closing = '>>\nendobj\n';
  // The length of everything but the signature is known beforehand, so each position can be computed before signing.
  const signatureAt = file.length + objects.text.length;
  const gapFrom = signatureAt + opening.length + RANGE_LENGTH + contents.length;
  const gapTo = gapFrom + 2 + signer.maxMessage * 2;
  const places = new Map([...objects.places, [signature, signatureAt]]);
  const behind =
    closing + crossReferences(file, places, { at: gapTo + closing.length, identifier: identifierOf(hash) });
  const before = objects.text + opening + byteRange(gapFrom, gapTo, behind.length) + contents;

  // Zeros fill the space that the message leaves, as a reader expects.
  const tail = Buffer.alloc(before.length + (gapTo - gapFrom) + behind.length, '0', 'latin1');
  const gap = tail.subarray(before.length, tail.length - behind.length);
  tail.write(before, 'latin1');
  tail.write(behind, tail.length - behind.length, 'latin1');
  const digest = hash.copy().update(before, 'latin1').update(behind, 'latin1').digest();
  gap.write(`<${signer.message(digest).toString('hex').toUpperCase()}`, 'latin1');
  gap.write('>', gap.length - 1, 'latin1');
  return tail;
}

/** Formats objects to be appended to a file of this length, and returns where each begins. */
function objectsBehind(length: number, objects: readonly [number: number, dictionary: string][]) {
  // Starts with an end of line, because the file may end without one.
  let text = '\n';
  const places = new Map<number, number>();
  for (const [number, dictionary] of objects) {
    places.set(number, length + text.length);
    text += `${number} 0 obj\n${dictionary}\nendobj\n`;
  }
  return { text, places };
}

/** Returns what is signed: from the file's beginning to the signature, and from there to the end. Its length is constant. */
function byteRange(gapFrom: number, gapTo: number, behind: number): string {
  const numbers = [0, gapFrom, gapTo, behind].map((number) => String(number).padStart(NUMBER_LENGTH));
  return `[${numbers.join(' ')}]`;
}

const identifierOf = (hash: Hash) => `<${hash.copy().digest('hex').slice(0, 32)}>`;

function catalogWith(catalog: string, field: number): string {
  if (entryOf(catalog, 'AcroForm')) throw new Error('a PDF that has a form already is not signed');
  // 3: there are signatures, and the file may only be appended to.
  return withEntry(catalog, 'AcroForm', `<</Fields [${field} 0 R] /SigFlags 3>>`);
}

function pageWith(page: string, field: number): string {
  const annotations = entryOf(page, 'Annots') ?? '[]';
  if (!annotations.startsWith('[')) throw new Error('a page whose annotations are kept elsewhere is not signed');
  return withEntry(page, 'Annots', `${annotations.slice(0, -1)} ${field} 0 R]`);
}

const SAID = '(Approved provider verification)';

type Tagged = { field: number; element: number; page: number };

/** Returns the key of the field in the structure, and what has to be written so that it has an element (PDF/UA, 7.18.4). */
function tagOf({ root, document, parents }: StructureTop, { field, element, page }: Tagged) {
  const key = Number(entryOf(root.dictionary, 'ParentTreeNextKey'));
  const entries = entryOf(parents.dictionary, 'Nums');
  if (!Number.isInteger(key) || !entries?.startsWith('['))
    throw new Error('a PDF whose structure is unlike ours is not signed');
  const kids = entryOf(document.dictionary, 'K') ?? '[]';
  const list = kids.startsWith('[') ? kids.slice(1, -1) : kids;
  const objects: [number, string][] = [
    [root.number, withEntry(root.dictionary, 'ParentTreeNextKey', String(key + 1))],
    [document.number, withEntry(document.dictionary, 'K', `[${list} ${element} 0 R]`)],
    [parents.number, withEntry(parents.dictionary, 'Nums', `${entries.slice(0, -1)} ${key} ${element} 0 R]`)],
    [
      element,
      `<</Type/StructElem/S/Form/P ${document.number} 0 R/Pg ${page} 0 R/Alt${SAID}/K<</Type/OBJR/Pg ${page} 0 R/Obj ${field} 0 R>>>>`,
    ],
  ];
  return { key, objects };
}

function fieldOf(page: number, signature: number, key: number | null): string {
  return `<</Type /Annot
/Subtype /Widget
/FT /Sig
/T (ApprovedProviderVerification)
/TU ${SAID}
/Rect [0 0 0 0]
/F ${key === null ? HIDDEN_AND_LOCKED : PRINTED_AND_LOCKED}
${key === null ? '' : `/StructParent ${key}\n`}/P ${page} 0 R
/V ${signature} 0 R>>`;
}

function signatureEntries({ name, reason, contact, signedAt }: SignatureDetails): string {
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

/** Builds the table of the appended objects, which begins at `at`, and the end of the file. */
function crossReferences(
  file: FileSoFar,
  places: ReadonlyMap<number, number>,
  { at, identifier }: { at: number; identifier: string },
): string {
  let table = 'xref\n';
  for (const [number, place] of [...places].sort(([one], [other]) => one - other)) {
    table += `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`;
  }
  const entries = [
    `/Size ${Math.max(...places.keys()) + 1}`,
    `/Root ${file.catalog.number} 0 R`,
    ...(file.info ? [`/Info ${file.info}`] : []),
    `/Prev ${file.crossReferenceAt}`,
    `/ID ${file.id ?? `[${identifier} ${identifier}]`}`,
  ];
  return `${table}trailer\n<<${entries.join('\n')}>>\nstartxref\n${at}\n%%EOF\n`;
}
