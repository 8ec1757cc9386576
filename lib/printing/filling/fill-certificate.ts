import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import {
  entryOf,
  type FileSoFar,
  GlyphFont,
  hex,
  informationOf,
  itemsOf,
  languageOf,
  metadataOf,
  PdfSection,
  short,
  thousandths,
  type WrittenSection,
  withEntry,
} from '@/lib/platform/pdf/files';
import { factsHash, type NamedFacts } from '../facts';
import { qrCodeOf } from '../qr-code';
import { documentTitle } from '../template/certificate';
import { ENTRIES, type EntryField, entryLines, linesWithBlanks, RISE } from '../template/entry-lines';
import { stretchesOf } from '../template/qr-picture';
import { baseFont } from './base-font';
import { BASE_FONT, type BasePlan, type SlotPlace, type TextSlot, type ValueSlot } from './base-plan';
import { SENTINELS } from './cut-base';
import { type SetGlyph, type SetLines, setLines } from './glyphs';

/** The part of a certificate's file after its base, and what is needed to append to it. */
export type FilledPart = WrittenSection & {
  /** The lowest free object number, and the file's identifier. */
  size: number;
  id: string;
};

const FIELDS = ['participantName', 'participantSchool', 'participantNumber'] as const;
/** CSS pixels in a point: the base is laid out in pixels. */
const PIXELS = 4 / 3;
/** A line that comes closer than this to its column's end, in points, might be broken by the browser. */
const SPARE = 0.25;

/**
 * Writes a certificate's own part, which follows the base that was made of the same shared facts. The same facts give
 * the same bytes.
 * @returns null when the browser has to print this certificate, because `setLines` cannot set a text or the measured
 * text is wider than its estimate allowed
 */
export async function fillCertificate(plan: BasePlan, facts: NamedFacts): Promise<FilledPart | null> {
  const fonts = new PersonFonts(await baseFont());
  const languages = new Languages(plan);
  const texts: [TextSlot, string][] = [];
  for (const field of FIELDS) {
    const operators = await entryOperators(field, facts[field], plan, { fonts, languages });
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
  const { info, metadata, link } = plan;
  const title = documentTitle(facts);
  section.object(info, informationOf(title));
  section.object(
    metadata,
    '<</Type/Metadata/Subtype/XML/Filter/FlateDecode>>',
    // Uncompressed, it would be half of what most certificates add to their base.
    deflateSync(metadataOf(title).stream!, { level: 1, windowBits: 12, memLevel: 5 }),
  );
  section.object(link.number, link.dictionary.replace(SENTINELS.serial, facts.serial));
  for (const [slot, operators] of texts) {
    if (operators) section.object(plan.texts[slot].object, '<<>>', Buffer.from(operators, 'latin1'));
  }
  languages.write(section, facts);
  const bars = stretchesOf(code).map(({ x, y, length }) => `${x} ${y} ${length} 1 re\n`);
  section.object(
    plan.qrCode.object,
    '<</Filter/FlateDecode>>',
    // The usual level takes three times as long and saves 170 bytes.
    deflateSync(Buffer.from(`${bars.join('')}f\n`, 'latin1'), { level: 1, windowBits: 12, memLevel: 5 }),
  );
  const size = fonts.write(section, plan);
  const digest = createHash('sha256').update(factsHash(facts)).digest('hex').slice(0, 32).toUpperCase();
  const id = `[<${digest}><${digest}>]`;
  const end = `/Size ${size}/Root ${plan.catalog.number} 0 R/Info ${info} 0 R/Prev ${plan.crossReferenceAt}/ID${id}`;
  return { ...section.end(end), size, id };
}

/** Describes a filled certificate for signing. */
export function filledSoFar({ length, catalog, page, info, structure }: BasePlan, part: FilledPart): FileSoFar {
  return {
    length: length + part.bytes.length,
    crossReferenceAt: part.crossReferenceAt,
    catalog,
    page,
    structure,
    nextNumber: part.size,
    info: `${info} 0 R`,
    id: part.id,
  };
}

async function entryOperators(
  field: EntryField & TextSlot,
  text: string,
  plan: BasePlan,
  { fonts, languages }: { fonts: PersonFonts; languages: Languages },
): Promise<string | null> {
  if (text === '') return '';
  const { size, leading, rise, lines, fits } = entryLines(field, text, plan.density);
  const set = fits ? await setLines(text, linesWithBlanks(text, lines)) : null;
  if (!set || set.some(({ width }) => width * size > ENTRIES[field].width - SPARE)) return null;
  const { x, y } = plan.texts[field];
  const place = fonts.placing(set);
  // The sentinel was printed where the last line of a plain script goes.
  const last = y - (rise - RISE.plain) * PIXELS;
  const mark = languageOf(text) === 'mixed' ? languages.marking(field) : null;
  return set
    .flatMap((line, index) => {
      const above = (set.length - 1 - index) * leading * PIXELS;
      const at = { x, y: last - above };
      if (!mark) return saying(line.says, lineOperators(line, at, size * PIXELS, place));
      return languageStretches(line).map(({ language, characters, before }) => {
        const from = { x: x + before * size * PIXELS, y: at.y };
        return mark(language) + lineOperators({ characters }, from, size * PIXELS, place);
      });
    })
    .join('');
}

/** Adds to a line what it says. */
function saying(text: string | null, operators: string): string {
  if (text === null) return operators;
  return `/Span <</ActualText<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>>>BDC\n${operators}EMC\n`;
}

/**
 * Returns the operators that draw a line of text with its baseline beginning at a point; the page counts from the top.
 */
function lineOperators(
  { characters }: Pick<SetLines[number], 'characters'>,
  { x, y }: Pick<SlotPlace, 'x' | 'y'>,
  size: number,
  place: (character: SetGlyph) => Placed,
): string {
  let operators = `BT\n1 0 0 -1 ${short(x)} ${short(y)} Tm\n`;
  let open: string | null = null;
  for (const character of characters) {
    const { font, cluster } = character;
    const { name, code, width } = place(character);
    if (open !== name) operators += `${open === null ? '' : ']TJ\n'}/${name} ${short(size)} Tf\n[`;
    open = name;
    const back = short(width - thousandths(cluster.advance, font.outlines.unitsPerEm));
    operators += `<${hex(code)}>${back === '0' || back === '-0' ? '' : back}`;
  }
  return `${operators}${open === null ? '' : ']TJ\n'}ET\n`;
}

const LETTER = /\p{L}/u;

/**
 * Splits a line into parts in one language each, with the width in ems before each part; null is the language of the
 * sheet.
 */
function languageStretches({ characters }: SetLines[number]) {
  const stretches: { language: string | null; characters: SetGlyph[]; before: number }[] = [];
  let width = 0;
  for (const character of characters) {
    const { font, cluster } = character;
    const last = stretches.at(-1);
    const language: string | null = LETTER.test(cluster.text) ? languageOf(cluster.text) : (last?.language ?? null);
    if (last?.language === language) last.characters.push(character);
    else stretches.push({ language, characters: [character], before: width });
    width += cluster.advance / font.outlines.unitsPerEm;
  }
  return stretches;
}

/** Marks the languages of one person's values. */
class Languages {
  /** Additional marked content that belongs to a value's element. */
  private readonly more: { field: ValueSlot; number: number }[] = [];
  private owners: string[] = [];

  constructor(private readonly plan: BasePlan) {}

  /** Returns a function that begins a part of a value, with marked content of its own if its language is different. */
  marking(field: ValueSlot): (language: string | null) => string {
    const { number, dictionary } = this.plan.elements[field];
    if (this.owners.length === 0) this.owners = itemsOf(this.plan.owners.dictionary);
    let current: string | null = null;
    return (language) => {
      if (language === current) return '';
      current = language;
      this.more.push({ field, number: this.owners.length });
      const said = language === null ? '' : `/Lang(${language})`;
      return `EMC\n${entryOf(dictionary, 'S')} <</MCID ${this.owners.push(`${number} 0 R`) - 1}${said}>>BDC\n`;
    };
  }

  write(section: PdfSection, facts: NamedFacts): void {
    for (const field of FIELDS) {
      const language = languageOf(facts[field]);
      if (language === null) continue;
      const { number, dictionary } = this.plan.elements[field];
      const own = this.more.filter((each) => each.field === field).map((each) => each.number);
      const kids = [entryOf(dictionary, 'K'), ...own].join(' ');
      const value = language === 'mixed' ? ['K', `[${kids}]`] : ['Lang', `(${language})`];
      section.object(number, withEntry(dictionary, value[0]!, value[1]!));
    }
    if (this.more.length > 0) section.object(this.plan.owners.number, `[${this.owners.join(' ')}]`);
  }
}

type Placed = { name: string; code: number; width: number };

/**
 * The fonts of one certificate: the base's font for the characters that it has, otherwise fonts of its own with just
 * those.
 */
class PersonFonts {
  /** Fonts by units per em: faces with the same number share one. */
  private readonly own = new Map<number, GlyphFont>();

  constructor(private readonly base: GlyphFont) {}

  /**
   * Returns where the characters of one value come from. Readers take a value for one word only as long as the font
   * stays the same, so either all of them come from the base, or none.
   */
  placing(lines: SetLines): (character: SetGlyph) => Placed {
    const { base } = this;
    const inBase = lines.every(({ characters }) => characters.every(({ font, cluster }) => base.find(font, cluster)));
    if (!inBase) return (character) => this.placeInOwn(character);
    return ({ font, cluster }) => {
      const code = base.find(font, cluster)!;
      return { name: BASE_FONT, code, width: base.width(code) };
    };
  }

  private placeInOwn({ font: source, cluster }: SetGlyph): Placed {
    const { unitsPerEm } = source.outlines;
    let font = this.own.get(unitsPerEm);
    if (!font) {
      font = new GlyphFont(`letters-${unitsPerEm}`, unitsPerEm);
      this.own.set(unitsPerEm, font);
    }
    const code = font.add(source, cluster);
    return { name: `P${[...this.own.keys()].indexOf(unitsPerEm) + 1}`, code, width: font.width(code) };
  }

  /** Writes the certificate's own fonts, and returns the lowest object number that is free then. */
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
