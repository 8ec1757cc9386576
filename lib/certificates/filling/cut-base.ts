import { deflateSync } from 'node:zlib';
import type { LetterFont } from '@/lib/platform/pdf/files/letter-font';
import { type PdfObject, printedObjects } from '@/lib/platform/pdf/files/printed-objects';
import { PdfSection } from '@/lib/platform/pdf/files/section';
import { contentOf, textRunsOf } from '@/lib/platform/pdf/files/text-runs';
import { entryOf, referredObject, withEntry } from '@/lib/platform/pdf/sealing/dictionary';
import { pdfString } from '@/lib/platform/pdf/sealing/pdf-text';
import type { Density } from '../template/fit';
import { WORDING } from '../template/wording';
import { BASE_FONT, type BasePlan, type SlotPlace, type TextSlot } from './base-plan';

/** What stands in the slots while the base is printed. No word of a certificate can be mistaken for one. */
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

/** A stretch of the page's content that a certificate replaces. */
type Cut = { slot: TextSlot | 'qrCode'; from: number; to: number; place: Omit<SlotPlace, 'object'> };

/**
 * Cuts a sheet, printed with sentinels, into the part that all its certificates begin with, and what to put where. The
 * page's content becomes a row of streams, those of the slots empty; nothing of the sentinels remains.
 * @throws when the browser built the sheet otherwise than it does today: certificates are printed one by one then
 */
export function cutBase(
  printed: Buffer,
  { font, title, density, modules }: { font: LetterFont; title: string; density: Density; modules: number },
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
  const linkValue = withEntry(link.value, 'Contents', pdfString(WORDING.qrCode));

  const text = contentOf(content).toString('latin1');
  const cuts = cutsOf(text, fonts, objects, modules);
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
  const infoValue = informationOf(objects.get(info)!.value);
  const fontsValue = withEntry(fonts, BASE_FONT, `${firstOfFont} 0 R`);
  const section = new PdfSection(0);
  section.text('%PDF-1.4\n%\xd3\xeb\xe9\xe1\n');
  const written = new Map(objects);
  written.delete(contents);
  written.set(pageNumber, { value: pageValue, stream: null });
  written.set(info, { value: withEntry(infoValue, 'Title', pdfString(title)), stream: null });
  written.set(linkNumber, { value: linkValue.replace(SENTINELS.serial, ''), stream: null });
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
      catalog: { number: root, dictionary: objects.get(root)!.value },
      page: { number: pageNumber, dictionary: pageValue },
      info: { number: info, dictionary: infoValue },
      fonts: { number: fontsObject, dictionary: fontsValue },
      link: { number: linkNumber, dictionary: linkValue },
      density,
      texts,
      qrCode: { object: qrCode.object, modules },
    },
  };
}

function cutsOf(text: string, fonts: string, objects: ReadonlyMap<number, PdfObject>, modules: number): Cut[] {
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
  // The sentinel in the place of the QR code is a bar across its first row.
  const figure = mcidOf(objects, WORDING.qrCode);
  const bar = `0 0 ${modules} 1 re\nf\n`;
  const marked = text.indexOf(`/Figure <</MCID ${figure} >>BDC\n`);
  const from = text.indexOf(bar, marked);
  if (marked < 0 || from < 0 || text.indexOf('EMC', marked) < from) throw new Error(UNLIKE);
  cuts.push({ slot: 'qrCode', from, to: from + bar.length, place: { x: 0, y: 0, size: modules } });
  return cuts.sort((one, other) => one.from - other.from);
}

/** The number of the marked content that a picture with this alternative text is drawn in. */
function mcidOf(objects: ReadonlyMap<number, PdfObject>, alternative: string): number {
  const [, { value }] = find(objects, (object) => object.value.includes(`/Alt ${pdfString(alternative)}`));
  const number = Number(entryOf(value, 'K'));
  if (!Number.isInteger(number)) throw new Error(UNLIKE);
  return number;
}

function find(objects: ReadonlyMap<number, PdfObject>, is: (object: PdfObject) => boolean): [number, PdfObject] {
  const found = [...objects].filter(([, object]) => object.value.startsWith('<<') && is(object));
  if (found.length !== 1) throw new Error(UNLIKE);
  return found[0]!;
}

/** Who made the document, without the moments of printing the base, which say nothing about a certificate. */
function informationOf(printed: string): string {
  const kept = ['Creator', 'Producer'].flatMap((key) => {
    const value = entryOf(printed, key);
    return value === null ? [] : [`/${key} ${value}`];
  });
  return `<<${kept.join('')}>>`;
}

const EMPTY: PdfObject = { value: '<<>>', stream: Buffer.alloc(0) };

function packed(text: string): PdfObject {
  return { value: '<</Filter/FlateDecode>>', stream: deflateSync(Buffer.from(text, 'latin1'), { level: 9 }) };
}

function withoutLength(value: string): string {
  return value.replace(/\/Length \d+(?: 0 R)?\s*/, '');
}
