import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { type Drawing, glyphFont } from '../fonts/glyph-font';
import type { Cluster, ShapingFont } from '../fonts/shaper';
import type { PdfObject } from './printed-objects';

type Character = Drawing & { text: string };

/** The most entries that a table of a character map may have (Adobe Technical Note 5411). */
const MAX_ENTRIES = 100;

/**
 * A font for a PDF that has one glyph for each cluster of characters, with the text that it represents. PDF readers can then
 * extract the text exactly in any script, without having to take glyphs apart.
 */
export class GlyphFont {
  private readonly characters: Character[] = [];
  private readonly codes = new Map<string, number>();

  /** @param name the font's name in the file */
  constructor(
    private readonly name: string,
    private readonly unitsPerEm: number,
  ) {}

  /** Returns the code of a cluster, if the font has it. */
  find(source: ShapingFont, cluster: Cluster): number | undefined {
    return this.codes.get(keyOf(source, cluster));
  }

  /** Adds a cluster to the font and returns its code. All sources have the same units per em. */
  add(source: ShapingFont, cluster: Cluster): number {
    const key = keyOf(source, cluster);
    const known = this.codes.get(key);
    if (known !== undefined) return known;
    const { glyphs, text } = cluster;
    const [only] = glyphs;
    // The width of a single character is the font's own, because kerning with neighbors differs from place to place.
    const advance = glyphs.length === 1 && only ? source.outlines.advance(only.id) : cluster.advance;
    this.characters.push({ source: source.outlines, parts: glyphs, text, advance });
    this.codes.set(key, this.characters.length);
    return this.characters.length;
  }

  /** Returns the width of a character in thousandths of the font size. */
  width(code: number): number {
    return thousandths(this.characters[code - 1]!.advance, this.unitsPerEm);
  }

  /** Returns a fingerprint that differs for fonts that differ in any character or code. */
  fingerprint(): string {
    const file = glyphFont(this.characters);
    return createHash('sha256')
      .update(file)
      .update(JSON.stringify([...this.codes]))
      .digest('hex');
  }

  /** Returns the font as PDF objects, numbered from `first`; the first one is the font itself. */
  objects(first: number): [number, PdfObject][] {
    const [{ source }] = this.characters as [Character];
    const file = glyphFont(this.characters);
    const em = (value: number) => Math.round(thousandths(value, this.unitsPerEm));
    const name = `${tagOf(file)}+Certificate-${this.name}`;
    const [cidFont, descriptor, fontFile, toUnicode] = [first + 1, first + 2, first + 3, first + 4];
    const widths = this.characters.map((_, index) => short(this.width(index + 1))).join(' ');
    const blank = short(thousandths(source.advance(0), this.unitsPerEm));
    const dictionary = (value: string): PdfObject => ({ value, stream: null });
    return [
      [
        first,
        dictionary(
          `<</Type/Font/Subtype/Type0/BaseFont/${name}/Encoding/Identity-H/DescendantFonts[${cidFont} 0 R]/ToUnicode ${toUnicode} 0 R>>`,
        ),
      ],
      [
        cidFont,
        dictionary(
          `<</Type/Font/Subtype/CIDFontType2/BaseFont/${name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor ${descriptor} 0 R/DW ${blank}/W[1[${widths}]]>>`,
        ),
      ],
      [
        descriptor,
        dictionary(
          `<</Type/FontDescriptor/FontName/${name}/Flags 4/FontBBox[${source.box.map(em).join(' ')}]/ItalicAngle 0/Ascent ${em(source.ascent)}/Descent ${em(source.descent)}/CapHeight ${em(source.ascent)}/StemV 80/FontFile2 ${fontFile} 0 R>>`,
        ),
      ],
      [
        fontFile,
        { value: `<</Filter/FlateDecode/Length1 ${file.length}>>`, stream: deflateSync(file, { level: LEVEL }) },
      ],
      [toUnicode, { value: '<</Filter/FlateDecode>>', stream: deflateSync(this.characterMap(), { level: LEVEL }) }],
    ];
  }

  private characterMap(): Buffer {
    const entries = this.characters.map(({ text }, index) => {
      const utf16 = Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase();
      return `<${hex(index + 1)}><${utf16}>\n`;
    });
    let tables = '';
    for (let from = 0; from < entries.length; from += MAX_ENTRIES) {
      const some = entries.slice(from, from + MAX_ENTRIES);
      tables += `${some.length} beginbfchar\n${some.join('')}endbfchar\n`;
    }
    return Buffer.from(
      `/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n1 begincodespacerange<0000><FFFF>endcodespacerange\n${tables}endcmap CMapName currentdict/CMap defineresource pop end end\n`,
      'latin1',
    );
  }
}

const LEVEL = 6;

export function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}

/** Formats a number as PDF writes it, without unnecessary digits. */
export function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

export function thousandths(units: number, unitsPerEm: number): number {
  return (units * 1000) / unitsPerEm;
}

function keyOf({ id }: ShapingFont, { glyphs, text }: Cluster): string {
  return `${id}:${glyphs.map((glyph) => `${glyph.id},${glyph.dx},${glyph.dy}`).join(';')}:${text}`;
}

/**
 * Returns the six capitals before the name of a subset font (ISO 32000-1, 9.6.4): different ones for different characters.
 */
function tagOf(file: Buffer): string {
  const digest = createHash('sha256').update(file).digest();
  return Array.from(digest.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
}
