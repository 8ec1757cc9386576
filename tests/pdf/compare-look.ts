import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Counts the pixels, at two per point, that are plainly darker in one of the pictures. */
export function compareLook(one: Buffer, other: Buffer): number {
  const input = Buffer.concat([one, other].flatMap((pdf) => [lengthOf(pdf), pdf]));
  const program = path.join(__dirname, 'pdf-raster.mjs');
  const { different, inked } = JSON.parse(execFileSync(process.execPath, [program], { input }).toString());
  // A blank picture would look like any other blank one.
  expect(inked).toBeGreaterThan(20_000);
  return different;
}

function lengthOf(pdf: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(pdf.length);
  return length;
}
