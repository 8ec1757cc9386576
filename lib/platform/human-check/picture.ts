import { crc32, deflateSync } from 'node:zlib';
import { keyedHash } from '../keyed-hash';
import { charactersOf } from './characters';
import { FACES } from './outlines';
import { coverage, flatten, type Outline } from './raster';

/** Drawn at twice its displayed size, for sharp screens. */
export const PICTURE = { width: 640, height: 200 };

/**
 * Draws the characters of a check as a PNG, the same one each time. Pixels, not paths: in an SVG, the number of points of an
 * outline would reveal the character. The characters lean, differ in size and face and follow a wave: enough to stop a
 * script that looks for upright ones, and little enough for people. The real defense against a patient machine is the limits
 * on tries.
 */
export function drawCharacters(id: string): Buffer {
  const chance = chanceOf(keyedHash('human check: picture', id));
  const outlines: Outline[] = [];
  let x = 0;
  for (const character of charactersOf(id)) {
    const [advance, path] = FACES[chance() < 0.5 ? 0 : 1]![character]!;
    const size = (105 + 20 * chance()) / 1000;
    const angle = (chance() - 0.5) * 0.5;
    const [cos, sin, middle] = [Math.cos(angle) * size, Math.sin(angle) * size, advance / 2];
    const [left, low] = [x + middle * size, (chance() - 0.5) * 24];
    outlines.push(
      flatten(path).map((ring) =>
        ring.map(([px, py]) => {
          // Rotated around its own center; capitals are about 700 units high.
          const [dx, dy] = [px - middle, py + 350];
          return [left + dx * cos - dy * sin, low + dx * sin + dy * cos] as const;
        }),
      ),
    );
    x += advance * size + 12 + 12 * chance();
  }
  const wave = { height: 5 + 4 * chance(), length: 150 + 80 * chance(), start: chance() * 6.3 };
  const [ox, oy] = [(PICTURE.width - x) / 2 + (chance() - 0.5) * 40, PICTURE.height / 2];
  const placed = outlines.flat().map((ring) =>
    ring.map(([px, py]) => {
      const [fx, fy] = [px + ox, py + oy];
      return [
        fx + wave.height * Math.sin(fy / (wave.length / 3) + wave.start),
        fy + wave.height * Math.sin((fx / wave.length) * 6.28 + wave.start),
      ] as const;
    }),
  );
  const strokes = [hairline(chance), hairline(chance)];
  return png([
    { rings: strokes, ink: 0.55 },
    { rings: placed, ink: 0.9 },
  ]);
}

/** Draws a thin wavy line from edge to edge, which connects what a machine would try to separate. */
function hairline(chance: () => number): Outline[number] {
  const [from, to, bow, start] = [50 + 100 * chance(), 50 + 100 * chance(), 15 + 15 * chance(), chance() * 6.3];
  const points = Array.from({ length: 81 }, (_, i) => {
    const along = i / 80;
    return [along * PICTURE.width, from + (to - from) * along + bow * Math.sin(along * 9 + start)] as const;
  });
  return [...points, ...points.toReversed().map(([px, py]) => [px, py + 3] as const)];
}

/**
 * Returns numbers from 0 to 1 that depend only on a seed (mulberry32). They only affect shapes; the characters do not depend
 * on them.
 */
function chanceOf(seed: string): () => number {
  let state = Number.parseInt(seed.slice(0, 8), 16);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Encodes black on white in eight-bit grayscale, regardless of the page's colors, so that the contrast needs no check. */
function png(layers: { rings: Outline; ink: number }[]): Buffer {
  const { width, height } = PICTURE;
  const gray = new Float32Array(width * height).fill(1);
  for (const { rings, ink } of layers) {
    const covered = coverage(rings, width, height);
    for (let i = 0; i < gray.length; i++) gray[i]! *= 1 - ink * covered[i]!;
  }
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = Math.round(gray[y * width + x]! * 255);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
