import { deflateSync } from 'node:zlib';
import {
  contentOf,
  entryOf,
  type GlyphFont,
  informationOf,
  itemsOf,
  metadataOf,
  type NumberedDictionary,
  type PdfObject,
  PdfSection,
  pdfString,
  printedObjects,
  referredObject,
  type StructureTop,
  textRunsOf,
  withEntry,
} from '@/lib/platform/pdf/files';
import type { Density } from '../template/fit';
import { WORDING } from '../template/wording';
import { BASE_FONT, type BasePlan, type SlotPlace, type TextSlot, type ValueSlot } from './base-plan';

/** The texts in the slots while the base is printed. No word of a certificate can be mistaken for one. */
export const SENTINELS = {
  participantName: 'NQXA',
  participantSchool: 'NQXB',
  participantNumber: 'NQXC',
  serial: 'NQXD',
};

const ORDER: [TextSlot, string][] = [
  ['participantName', SENTINELS.participantName],
  ['participantSchool', SENTINELS.participantSchool],
  ['participantNumber', SENTINELS.participantNumber],
  ['serial', SENTINELS.serial],
  ['footSerial', SENTINELS.serial],
];

const UNLIKE = 'the printed sheet is not built as expected';

/** A part of the page's content that a certificate replaces. */
type Cut = { slot: TextSlot | 'qrCode'; from: number; to: number; place: Omit<SlotPlace, 'object'> };

/**
 * Cuts a sheet, printed with sentinels, into the part that all its certificates begin with and a plan for filling it.
 * The page's content becomes a sequence of streams, with the slots' streams empty; nothing of the sentinels remains.
 * @throws when the browser built the sheet differently than it does today; its certificates are then printed one by one
 */
export function cutBase(
  printed: Buffer,
  { font, title, density, modules }: { font: GlyphFont; title: string; density: Density; modules: number },
): { bytes: Buffer; plan: BasePlan } {
  const { objects, root, info, size } = printedObjects(printed);
  const [pageNumber, page] = find(objects, ({ value }) => entryOf(value, 'Type') === '/Page');
  const contents = referredObject(entryOf(page.value, 'Contents'));
  const resources = entryOf(page.value, 'Resources') ?? '';
  const fonts = entryOf(resources, 'Font');
  const content = contents === null ? undefined : objects.get(contents);
  if (!content || contents === null || !fonts?.startsWith('<<')) throw new Error(UNLIKE);

  let next = size;
  const [fontsObject, firstOfFont] = [next, next + 1];
  const fontObjects = font.objects(firstOfFont);
  next += 1 + fontObjects.length;

  const [linkNumber, link] = find(objects, ({ value }) => value.includes(`/${SENTINELS.serial})`));
  const [figureNumber, figure] = find(objects, ({ value }) => entryOf(value, 'Alt') === pdfString(WORDING.qrCode));
  const catalog = objects.get(root)!.value;
  const metadata = referredObject(entryOf(catalog, 'Metadata'));
  if (metadata === null) throw new Error(UNLIKE);

  const text = contentOf(content).toString('latin1');
  const cuts = cutsOf(text, fonts, objects, { modules, figure: figure.value });
  const streams: [number, PdfObject][] = [];
  const place = {} as Record<Cut['slot'], SlotPlace>;
  let at = 0;
  for (const cut of cuts) {
    streams.push([next++, packed(text.slice(at, cut.from))], [next, EMPTY]);
    place[cut.slot] = { object: next++, ...cut.place };
    at = cut.to;
  }
  streams.push([next++, packed(text.slice(at))]);

  const pageValue = withEntry(
    withEntry(page.value, 'Contents', `[${streams.map(([number]) => `${number} 0 R`).join(' ')}]`),
    'Resources',
    withEntry(resources, 'Font', `${fontsObject} 0 R`),
  );
  const fontsValue = withEntry(fonts, BASE_FONT, `${firstOfFont} 0 R`);
  const section = new PdfSection(0);
  section.text('%PDF-1.7\n%\xd3\xeb\xe9\xe1\n');
  const written = new Map(objects);
  written.delete(contents);
  written.set(pageNumber, { value: pageValue, stream: null });
  written.set(info, { value: informationOf(title), stream: null });
  written.set(metadata, metadataOf(title));
  written.set(figureNumber, { value: withSquareBox(figure.value), stream: null });
  written.set(linkNumber, { value: link.value.replace(SENTINELS.serial, ''), stream: null });
  written.set(fontsObject, { value: fontsValue, stream: null });
  for (const [number, object] of [...fontObjects, ...streams]) written.set(number, object);
  if ([...written.values()].some(({ value }) => Object.values(SENTINELS).some((each) => value.includes(each)))) {
    throw new Error(UNLIKE);
  }
  for (const [number, { value, stream }] of written) section.object(number, withoutLength(value), stream);
  const { bytes, crossReferenceAt } = section.end(`/Size ${next}/Root ${root} 0 R/Info ${info} 0 R`);
  const { qrCode, ...texts } = place;
  return {
    bytes,
    plan: {
      length: bytes.length,
      crossReferenceAt,
      size: next,
      catalog: { number: root, dictionary: catalog },
      page: { number: pageNumber, dictionary: pageValue },
      info,
      metadata,
      fonts: { number: fontsObject, dictionary: fontsValue },
      link: { number: linkNumber, dictionary: link.value },
      density,
      texts,
      elements: elementsOf(objects, text, cuts),
      owners: ownersOf(objects, catalog, page.value),
      structure: structureOf(objects, catalog),
      qrCode: { object: qrCode.object, modules },
    },
  };
}

function cutsOf(
  text: string,
  fonts: string,
  objects: ReadonlyMap<number, PdfObject>,
  { modules, figure }: { modules: number; figure: string },
): Cut[] {
  const runs = textRunsOf(text, fonts, objects);
  const cuts: Cut[] = [];
  let after = 0;
  for (const [slot, sentinel] of ORDER) {
    const run = runs.find((each) => each.text === sentinel && each.from >= after);
    if (!run) throw new Error(UNLIKE);
    const { from, to, x, y, size } = run;
    cuts.push({ slot, from, to, place: { x, y, size } });
    after = to;
  }
  if (runs.filter((run) => ORDER.some(([, sentinel]) => run.text.includes(sentinel))).length !== ORDER.length) {
    throw new Error(UNLIKE);
  }
  // The sentinel for the QR code is a bar across its first row.
  const bar = `0 0 ${modules} 1 re\nf\n`;
  const marked = text.indexOf(`/Figure <</MCID ${entryOf(figure, 'K')} >>BDC\n`);
  const from = text.indexOf(bar, marked);
  if (marked < 0 || from < 0 || text.indexOf('EMC', marked) < from) throw new Error(UNLIKE);
  cuts.push({ slot: 'qrCode', from, to: from + bar.length, place: { x: 0, y: 0, size: modules } });
  return cuts.sort((one, other) => one.from - other.from);
}

const SLOTS_OF_VALUES: readonly ValueSlot[] = ['participantName', 'participantSchool', 'participantNumber'];

/** Returns the structure elements with a person's values, which may be in another language. */
function elementsOf(
  objects: ReadonlyMap<number, PdfObject>,
  text: string,
  cuts: readonly Cut[],
): Record<ValueSlot, NumberedDictionary> {
  const found = SLOTS_OF_VALUES.map((slot) => {
    const { from } = cuts.find((cut) => cut.slot === slot)!;
    const [, content] = /<<\/MCID (\d+) >>BDC\n$/.exec(text.slice(0, from).slice(-64)) ?? [];
    const isOwner = ({ value }: PdfObject) =>
      entryOf(value, 'Type') === '/StructElem' && entryOf(value, 'Pg') !== null && entryOf(value, 'K') === content;
    const [number, { value }] = find(objects, isOwner);
    return [slot, { number, dictionary: value }] as const;
  });
  return Object.fromEntries(found) as Record<ValueSlot, NumberedDictionary>;
}

/**
 * Returns the list of the elements that own the page's marked content, which the parent tree has under the page's key.
 */
function ownersOf(objects: ReadonlyMap<number, PdfObject>, catalog: string, page: string): NumberedDictionary {
  const value = (reference: string | null) => objects.get(referredObject(reference) ?? -1)?.value ?? '<<>>';
  const tree = value(entryOf(value(entryOf(catalog, 'StructTreeRoot')), 'ParentTree'));
  const entries = itemsOf(entryOf(tree, 'Nums') ?? '[]');
  const at = entries.findIndex((entry, index) => index % 2 === 0 && entry === entryOf(page, 'StructParents'));
  const number = referredObject(entries[at + 1] ?? null);
  const dictionary = objects.get(number ?? -1)?.value;
  if (at < 0 || number === null || !dictionary?.startsWith('[')) throw new Error(UNLIKE);
  return { number, dictionary };
}

function structureOf(objects: ReadonlyMap<number, PdfObject>, catalog: string): StructureTop {
  const numbered = (reference: string | null): NumberedDictionary => {
    const number = referredObject(reference);
    const dictionary = objects.get(number ?? -1)?.value;
    if (number === null || !dictionary?.startsWith('<<')) throw new Error(UNLIKE);
    return { number, dictionary };
  };
  const root = numbered(entryOf(catalog, 'StructTreeRoot'));
  return {
    root,
    document: numbered(entryOf(root.dictionary, 'K')),
    parents: numbered(entryOf(root.dictionary, 'ParentTree')),
  };
}

/** Makes the box of the QR code square, because the sentinel printed in its place is only as high as one row. */
function withSquareBox(figure: string): string {
  return figure.replace(/\/BBox\[(\S+) \S+ (\S+) (\S+)\]/, (_all, left, right, top) => {
    const bottom = Number(top) - (Number(right) - Number(left));
    return `/BBox[${left} ${bottom} ${right} ${top}]`;
  });
}

function find(objects: ReadonlyMap<number, PdfObject>, is: (object: PdfObject) => boolean): [number, PdfObject] {
  const found = [...objects].filter(([, object]) => object.value.startsWith('<<') && is(object));
  if (found.length !== 1) throw new Error(UNLIKE);
  return found[0]!;
}

const EMPTY: PdfObject = { value: '<<>>', stream: Buffer.alloc(0) };

function packed(text: string): PdfObject {
  return { value: '<</Filter/FlateDecode>>', stream: deflateSync(Buffer.from(text, 'latin1'), { level: 9 }) };
}

function withoutLength(value: string): string {
  return value.replace(/\/Length \d+(?: 0 R)?\s*/, '');
}
