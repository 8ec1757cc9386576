import sharp from 'sharp';
import { cleanPicture } from '@/lib/signing/clean-picture';
import { MAX_INK } from '@/lib/signing/ink';
import { MAX_PICTURE } from '@/lib/signing/limits';
import { readDrawing } from '@/lib/signing/picture-file';

type Paper = (x: number, y: number) => number;

const WHITE: Paper = () => 255;
/** A photograph with one side of the sheet in shadow and a grain all over. */
const SHADED: Paper = (x, y) => 235 - x / 10 + ((x * 7 + y * 13) % 9);

/** Draws a wavy line in dark ink from left to right, on paper of this size. */
function signed(width: number, height: number, { paper = WHITE, ink = 40, pen = 7 } = {}) {
  const dots = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) dots[y * width + x] = paper(x, y);
  for (let x = Math.round(width * 0.2); x < width * 0.8; x++) {
    const middle = Math.round(height / 2 + Math.sin(x / 40) * height * 0.1);
    for (let y = middle - pen; y <= middle + pen; y++) dots[y * width + x] = ink;
  }
  return sharp(dots, { raw: { width, height, channels: 1 } });
}

async function opacityOf(png: Buffer) {
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const alpha = Array.from(
    { length: info.width * info.height },
    (_, at) => data[at * info.channels + info.channels - 1]!,
  );
  const mean = alpha.reduce((sum, value) => sum + value, 0) / alpha.length;
  return { width: info.width, height: info.height, mean, corner: alpha[0]! };
}

const refusal = (file: Buffer) =>
  cleanPicture(file).then(
    () => 'taken',
    (error) => (error.code === 'invalid' ? error.sentence : error),
  );

test.each([
  ['a PNG', () => signed(1000, 600).png().toBuffer()],
  ['a JPEG', () => signed(1000, 600).jpeg({ quality: 70 }).toBuffer()],
  ['a photograph that is half in the shadow', () => signed(1000, 600, { paper: SHADED }).jpeg().toBuffer()],
  ['light blue ink', () => signed(1000, 600, { ink: 130 }).png().toBuffer()],
  ['a scan in 16 bits a dot', () => signed(1000, 600).toColourspace('grey16').png().toBuffer()],
  ['a JPEG for a printing press', () => signed(1000, 600).toColourspace('cmyk').jpeg().toBuffer()],
])('%s is cropped to its ink on a transparent background', async (_, make) => {
  const found = await opacityOf(await cleanPicture(await make()));
  // The line is 600 by 134 pixels, in cells of 8.
  expect(found.width).toBeGreaterThanOrEqual(590);
  expect(found.width).toBeLessThanOrEqual(640);
  expect(found.height).toBeGreaterThanOrEqual(125);
  expect(found.height).toBeLessThanOrEqual(160);
  expect(found.corner).toBe(0);
  expect(found.mean).toBeGreaterThan(15);
  expect(found.mean).toBeLessThan(80);
});

test('a drawing on a transparent background is accepted like one on paper', async () => {
  const dots = Buffer.alloc(1200 * 480 * 4);
  for (let x = 100; x < 1100; x++) for (let y = 200; y < 210; y++) dots.set([24, 24, 24, 255], (y * 1200 + x) * 4);
  const png = await sharp(dots, { raw: { width: 1200, height: 480, channels: 4 } })
    .png()
    .toBuffer();
  const posted = readDrawing(`data:image/png;base64,${png.toString('base64')}`);
  expect(await opacityOf(await cleanPicture(posted!))).toMatchObject({ width: 1008, height: 16 });
});

test('a photograph taken upright is turned according to the camera’s data', async () => {
  const lying = await signed(1000, 600).jpeg().withMetadata({ orientation: 6 }).toBuffer();
  const { width, height } = await opacityOf(await cleanPicture(lying));
  expect(height).toBeGreaterThan(width);
});

test('the stored picture has a limited size, no matter how large the original was', async () => {
  const large = await signed(4000, 3000, { pen: 20 }).png().toBuffer();
  const { width, height } = await opacityOf(await cleanPicture(large));
  expect(width).toBeLessThanOrEqual(MAX_INK.width);
  expect(height).toBeLessThanOrEqual(MAX_INK.height);
});

test('only the pixels of the file survive: no metadata, no profile, no appended data', async () => {
  const secret = 'GPS 46.59 -112.03';
  const tagged = await signed(1000, 600)
    .jpeg()
    .withExif({ IFD0: { Copyright: secret } })
    .withIccProfile('srgb')
    .toBuffer();
  const polyglot = Buffer.concat([tagged, Buffer.from(`<script>alert("${secret}")</script>PK\u0003\u0004`)]);
  expect(polyglot.includes(secret)).toBe(true);
  const kept = await cleanPicture(polyglot);
  expect(kept.includes(secret) || kept.includes('<script>') || kept.includes('PK\u0003\u0004')).toBe(false);
  expect(await sharp(kept).metadata()).toMatchObject({ format: 'png', hasProfile: false });
  expect((await sharp(kept).metadata()).exif).toBeUndefined();
  expect(chunksOf(kept)).toEqual(expect.arrayContaining(['IHDR', 'IDAT', 'IEND']));
  expect(chunksOf(kept).filter((name) => !['IHDR', 'pHYs', 'IDAT', 'IEND'].includes(name))).toEqual([]);
});

test('the same picture gives the same bytes', async () => {
  const file = await signed(1000, 600, { paper: SHADED }).jpeg().toBuffer();
  expect((await cleanPicture(file)).equals(await cleanPicture(file))).toBe(true);
});

const NOT_A_PICTURE = 'This is not a PNG or JPEG picture. Save your signature as one of these, then choose it.';
const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><image href="file:///etc/passwd"/></svg>';

test.each([
  ['an SVG', Buffer.from(svg), NOT_A_PICTURE],
  ['an SVG that says it is XML', Buffer.from(`<?xml version="1.0"?>${svg}`), NOT_A_PICTURE],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), NOT_A_PICTURE],
  ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000'), NOT_A_PICTURE],
  ['a PDF', Buffer.from('%PDF-1.7\n'), NOT_A_PICTURE],
  ['an empty file', Buffer.alloc(0), 'This file is empty. Choose the picture again.'],
  ['a PNG in name only', Buffer.concat([PNG_HEAD, Buffer.from(svg)]), expect.stringMatching(/damaged/)],
  [
    'a JPEG in name only',
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(400)]),
    expect.stringMatching(/damaged/),
  ],
  [
    'a large file',
    Buffer.concat([PNG_HEAD, Buffer.alloc(MAX_PICTURE)]),
    'This picture is larger than 900 KB. Save it smaller, then choose it again.',
  ],
])('%s is refused with a sentence', async (_, file, sentence) => {
  expect(await refusal(file)).toEqual(sentence);
});

test('a truncated file is refused', async () => {
  const whole = await signed(1000, 600, { paper: SHADED }).jpeg().toBuffer();
  expect(await refusal(whole.subarray(0, whole.length / 2))).toMatch(/damaged/);
});

test('a small file that unpacks to a huge picture is refused before it is unpacked', async () => {
  const bomb = await sharp({
    create: { width: 12_000, height: 12_000, channels: 3, background: '#fff' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 9 })
    .toBuffer();
  expect(bomb.length).toBeLessThan(MAX_PICTURE);
  expect(await refusal(bomb)).toMatch(/too large/);
});

test.each([
  ['bare paper', () => signed(1000, 600, { pen: -1 }), /No signature was found/],
  ['paper with a grain and a shadow', () => signed(1000, 600, { paper: SHADED, pen: -1 }), /No signature was found/],
  ['a speck of dust', () => signed(1000, 600, { pen: -1 }).composite([speck(6, 6)]), /too small|No signature/],
  ['a tiny signature', () => signed(1000, 600, { pen: -1 }).composite([speck(20, 12)]), /too small/],
  ['a dark picture', () => signed(1000, 600, { paper: (x, y) => (((x >> 4) + (y >> 4)) % 2 ? 20 : 200) }), /too dark/],
])('%s is not a signature', async (_, make, sentence) => {
  expect(await refusal(await make().png().toBuffer())).toMatch(sentence);
});

test.each([
  '',
  'data:,',
  'data:image/svg+xml;base64,PHN2Zz4=',
  'data:image/png;base64,a b',
  'https://example.org/a.png',
])('%j is not a drawing', (posted) => {
  expect(readDrawing(posted)).toBeNull();
});

function speck(width: number, height: number) {
  return {
    input: { create: { width, height, channels: 3 as const, background: '#000' } },
    left: 300,
    top: 300,
  };
}

function chunksOf(png: Buffer): string[] {
  const names: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) names.push(png.toString('latin1', at + 4, at + 8));
  return names;
}
