import { deflateSync } from 'node:zlib';
import type { PdfObject } from './printed-objects';

/**
 * Returns the color profile that says what the RGB values of a PDF mean (PDF/A-3, ISO 19005-3, 6.2.3): sRGB (IEC
 * 61966-2-1), as a display profile of ICC version 4.
 */
function srgbProfile(): Buffer {
  const tags: [name: string, data: Buffer][] = [
    ['desc', textTag('sRGB')],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag(WHITE)],
    ['rXYZ', xyzTag([0.436066, 0.222488, 0.013916])],
    ['gXYZ', xyzTag([0.385147, 0.716873, 0.097076])],
    ['bXYZ', xyzTag([0.143066, 0.060608, 0.714096])],
    ['chad', numbersTag('sf32', ADAPTATION)],
    ['rTRC', CURVE],
    ['gTRC', CURVE],
    ['bTRC', CURVE],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length, 0);
  const parts: Buffer[] = [];
  const places = new Map<Buffer, number>();
  let at = HEADER + table.length;
  for (const [index, [name, data]] of tags.entries()) {
    // The three curves are one.
    if (!places.has(data)) {
      places.set(data, at);
      const padded = Buffer.concat([data, Buffer.alloc(-data.length & 3)]);
      parts.push(padded);
      at += padded.length;
    }
    table.write(name, 4 + index * 12, 'latin1');
    table.writeUInt32BE(places.get(data)!, 8 + index * 12);
    table.writeUInt32BE(data.length, 12 + index * 12);
  }
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x04_20_00_00, 8);
  header.write('mntrRGB XYZ ', 12, 'latin1');
  // The day of this profile: January 1, 2026.
  for (const [index, value] of [2026, 1, 1, 0, 0, 0].entries()) header.writeUInt16BE(value, 24 + index * 2);
  header.write('acsp', 36, 'latin1');
  for (const [index, value] of WHITE.entries()) header.writeInt32BE(fixed(value), 68 + index * 4);
  return Buffer.concat([header, table, ...parts]);
}

const HEADER = 128;
/** The white of the profile connection space, D50. */
const WHITE = [0.9642, 1, 0.8249];
/** Adapts colors from sRGB's white, D65, to D50 (Bradford). */
const ADAPTATION = [1.047882, 0.022918, -0.050217, 0.029587, 0.990479, -0.01706, -0.009247, 0.015076, 0.751678];
/** sRGB's curve: ((a·x + b) to the g) from d on, and c·x below it. */
const CURVE = numbersTag('para', [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045], 3);

function fixed(value: number): number {
  return Math.round(value * 65_536);
}

function numbersTag(type: string, numbers: readonly number[], kind?: number): Buffer {
  const from = kind === undefined ? 8 : 12;
  const tag = Buffer.alloc(from + numbers.length * 4);
  tag.write(type, 'latin1');
  if (kind !== undefined) tag.writeUInt16BE(kind, 8);
  for (const [index, value] of numbers.entries()) tag.writeInt32BE(fixed(value), from + index * 4);
  return tag;
}

function xyzTag(numbers: readonly number[]): Buffer {
  return numbersTag('XYZ ', numbers);
}

/** Returns a text in one language, English. */
function textTag(text: string): Buffer {
  const written = Buffer.from(text, 'utf16le').swap16();
  const tag = Buffer.alloc(28 + written.length);
  tag.write('mluc', 'latin1');
  tag.writeUInt32BE(1, 8);
  tag.writeUInt32BE(12, 12);
  tag.write('enUS', 16, 'latin1');
  tag.writeUInt32BE(written.length, 20);
  tag.writeUInt32BE(28, 24);
  written.copy(tag, 28);
  return tag;
}

const packed = deflateSync(srgbProfile(), { level: 9 });

/** The stream with the color profile. */
export const COLOR_PROFILE: PdfObject = { value: '<</N 3/Filter/FlateDecode>>', stream: packed };

/** Returns the catalog's list of output intents, with the object number of the color profile. */
export function outputIntents(profile: number): string {
  return `[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile ${profile} 0 R>>]`;
}
