import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { hex, LetterFont, short, thousandths } from '@/lib/platform/pdf/files/letter-font';
import { PdfSection, type WrittenSection } from '@/lib/platform/pdf/files/section';
import { withEntry } from '@/lib/platform/pdf/sealing/dictionary';
import { pdfString } from '@/lib/platform/pdf/sealing/pdf-text';
import type { FileSoFar } from '@/lib/platform/pdf/sealing/printed-file';
import { factsHash, type NamedFacts } from '../facts';
import { qrCodeOf } from '../qr-code';
import { documentTitle } from '../template/certificate';
import { ENTRIES, type EntryField, entryLines, RISE } from '../template/entry-lines';
import { stretchesOf } from '../template/qr-picture';
import { baseFont } from './base-font';
import { BASE_FONT, type BasePlan, type SlotPlace, type TextSlot } from './base-plan';
import { SENTINELS } from './cut-base';
import { type SetLetter, type SetLines, setLines } from './letters';

/** The part of a certificate's file behind its base, and what whoever appends more has to know. */
export type FilledPart = WrittenSection & {
  /** The lowest object number that is free, and the file's identifier. */
  size: number;
  id: string;
};

/** CSS pixels in a point: the base is laid out in pixels. */
const PIXELS = 4 / 3;
/** A line that comes closer than this to its column's end, in points, might be broken by the browser. */
const SPARE = 0.25;

/**
 * A certificate's own part, to be put behind the base that was made of the same shared facts. The same facts give the
 * same bytes.
 * @returns null when the browser has to print this certificate: text that `setLines` leaves to it, or that does not fit
 * its place, measured, as it was estimated to
 */
export async function fillCertificate(plan: BasePlan, facts: NamedFacts): Promise<FilledPart | null> {
  const fonts = new PersonFonts(await baseFont());
  const texts: [TextSlot, string][] = [];
  for (const field of ['participantName', 'participantSchool', 'participantNumber'] as const) {
    const operators = await entryOperators(field, facts[field], plan, fonts);
    if (operators === null) return null;
    texts.push([field, operators]);
  }
  for (const slot of ['serial', 'footSerial'] as const) {
    const set = await setLines(facts.serial, [facts.serial]);
    if (!set) return null;
    texts.push([slot, lineOperators(set[0]!, plan.texts[slot], plan.texts[slot].size, fonts.placing(set))]);
  }
  const code = qrCodeOf(facts.verifyUrl);
  if (code.size !== plan.qrCode.modules) return null;

  const section = new PdfSection(plan.length);
  section.text('\n');
  const { info, link } = plan;
  section.object(info.number, withEntry(info.dictionary, 'Title', pdfString(documentTitle(facts))));
  section.object(link.number, link.dictionary.replace(SENTINELS.serial, facts.serial));
  for (const [slot, operators] of texts) {
    if (operators) section.object(plan.texts[slot].object, '<<>>', Buffer.from(operators, 'latin1'));
  }
  const bars = stretchesOf(code).map(({ x, y, length }) => `${x} ${y} ${length} 1 re\n`);
  section.object(
    plan.qrCode.object,
    '<</Filter/FlateDecode>>',
    deflateSync(Buffer.from(`${bars.join('')}f\n`, 'latin1')),
  );
  const size = fonts.write(section, plan);
  const digest = createHash('sha256').update(factsHash(facts)).digest('hex').slice(0, 32).toUpperCase();
  const id = `[<${digest}><${digest}>]`;
  const end = `/Size ${size}/Root ${plan.catalog.number} 0 R/Info ${info.number} 0 R/Prev ${plan.crossReferenceAt}/ID${id}`;
  return { ...section.end(end), size, id };
}

/** What a seal has to know of a filled certificate. */
export function filledSoFar({ length, catalog, page, info }: BasePlan, part: FilledPart): FileSoFar {
  return {
    length: length + part.bytes.length,
    crossReferenceAt: part.crossReferenceAt,
    catalog,
    page,
    nextNumber: part.size,
    info: `${info.number} 0 R`,
    id: part.id,
  };
}

async function entryOperators(
  field: EntryField & TextSlot,
  text: string,
  plan: BasePlan,
  fonts: PersonFonts,
): Promise<string | null> {
  if (text === '') return '';
  const { size, leading, rise, lines, fits } = entryLines(field, text, plan.density);
  const set = fits ? await setLines(text, lines) : null;
  if (!set || set.some(({ width }) => width * size > ENTRIES[field].width - SPARE)) return null;
  const { x, y } = plan.texts[field];
  const place = fonts.placing(set);
  // The sentinel stood where the last line of a plain script stands.
  const last = y - (rise - RISE.plain) * PIXELS;
  return set
    .map((line, index) => {
      const above = (set.length - 1 - index) * leading * PIXELS;
      return lineOperators(line, { x, y: last - above }, size * PIXELS, place);
    })
    .join('');
}

/** What draws a line of text with its baseline beginning at a place; the page counts from the top. */
function lineOperators(
  { letters }: SetLines[number],
  { x, y }: Pick<SlotPlace, 'x' | 'y'>,
  size: number,
  place: (letter: SetLetter) => Placed,
): string {
  let operators = `BT\n1 0 0 -1 ${short(x)} ${short(y)} Tm\n`;
  let open: string | null = null;
  for (const letter of letters) {
    const { font, cluster } = letter;
    const { name, code, width } = place(letter);
    if (open !== name) operators += `${open === null ? '' : ']TJ\n'}/${name} ${short(size)} Tf\n[`;
    open = name;
    const back = short(width - thousandths(cluster.advance, font.outlines.unitsPerEm));
    operators += `<${hex(code)}>${back === '0' || back === '-0' ? '' : back}`;
  }
  return `${operators}${open === null ? '' : ']TJ\n'}ET\n`;
}

type Placed = { name: string; code: number; width: number };

/** The fonts of one certificate: the base's as far as that has the letters, else fonts of its own with just those. */
class PersonFonts {
  /** By units in an em: faces of the same number go into one. */
  private readonly own = new Map<number, LetterFont>();

  constructor(private readonly base: LetterFont) {}

  /**
   * Where the letters of one value come from: readers take it for one word only as long as the font stays the same, so all
   * of them come from the base, or none.
   */
  placing(lines: SetLines): (letter: SetLetter) => Placed {
    const { base } = this;
    const inBase = lines.every(({ letters }) => letters.every(({ font, cluster }) => base.find(font, cluster)));
    if (!inBase) return (letter) => this.placeInOwn(letter);
    return ({ font, cluster }) => {
      const code = base.find(font, cluster)!;
      return { name: BASE_FONT, code, width: base.width(code) };
    };
  }

  private placeInOwn({ font: source, cluster }: SetLetter): Placed {
    const { unitsPerEm } = source.outlines;
    let font = this.own.get(unitsPerEm);
    if (!font) {
      font = new LetterFont(`letters-${unitsPerEm}`, unitsPerEm);
      this.own.set(unitsPerEm, font);
    }
    const code = font.add(source, cluster);
    return { name: `P${[...this.own.keys()].indexOf(unitsPerEm) + 1}`, code, width: font.width(code) };
  }

  /** Writes the fonts of the certificate's own; returns the lowest object number that is free then. */
  write(section: PdfSection, plan: BasePlan): number {
    let next = plan.size;
    let { dictionary } = plan.fonts;
    [...this.own.values()].forEach((font, index) => {
      const objects = font.objects(next);
      dictionary = withEntry(dictionary, `P${index + 1}`, `${next} 0 R`);
      for (const [number, { value, stream }] of objects) section.object(number, value, stream);
      next += objects.length;
    });
    if (next > plan.size) section.object(plan.fonts.number, dictionary);
    return next;
  }
}
