// Reads PDFs from standard input, each after its length, draws their first pages, and writes as JSON how much the
// second differs from the first, and where: in points from the left and the bottom. It is a separate program because pdf.js is an ES module that jest's sandbox cannot
// load.
import { buffer } from 'node:stream/consumers';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const SCALE = 2;

const input = await buffer(process.stdin);
const files = [];
for (let at = 0; at < input.length; at += 4 + input.readUInt32BE(at)) {
  files.push(input.subarray(at + 4, at + 4 + input.readUInt32BE(at)));
}

async function draw(pdf) {
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: VerbosityLevel.ERRORS }).promise;
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale: SCALE });
  const canvas = createCanvas(viewport.width, viewport.height);
  await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport, background: 'white' }).promise;
  return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
}

const [one, other] = [await draw(files[0]), await draw(files[1])];
let different = 0;
let inked = 0;
const box = { left: one.width, right: 0, bottom: one.height, top: 0 };
for (let at = 0; at < one.data.length; at += 4) {
  if (one.data[at] < 128) inked++;
  if (Math.abs(one.data[at] - other.data[at]) <= 96) continue;
  different++;
  const x = (at / 4) % one.width;
  const y = one.height - 1 - Math.floor(at / 4 / one.width);
  box.left = Math.min(box.left, x);
  box.right = Math.max(box.right, x + 1);
  box.bottom = Math.min(box.bottom, y);
  box.top = Math.max(box.top, y + 1);
}
for (const side of Object.keys(box)) box[side] /= SCALE;
process.stdout.write(JSON.stringify({ different, inked, box }));
