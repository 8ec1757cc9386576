import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** In points from the left and the bottom of the page. */
export type Box = { left: number; right: number; bottom: number; top: number };

/** Counts the pixels, at two per point, that are plainly darker in one of the pictures. */
export function compareLook(one: Buffer, other: Buffer): number {
  return compare(one, other).different;
}

/** Returns the box around all of those pixels. */
export function whereDifferent(one: Buffer, other: Buffer): Box {
  const { different, box } = compare(one, other);
  expect(different).toBeGreaterThan(0);
  return box;
}

function compare(one: Buffer, other: Buffer): { different: number; box: Box } {
  const input = Buffer.concat([one, other].flatMap((pdf) => [lengthOf(pdf), pdf]));
  const program = path.join(__dirname, 'pdf-raster.mjs');
  const { different, inked, box } = JSON.parse(execFileSync(process.execPath, [program], { input }).toString());
  // A blank picture would look like any other blank one.
  expect(inked).toBeGreaterThan(20_000);
  return { different, box };
}

function lengthOf(pdf: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(pdf.length);
  return length;
}
