// Reads a PDF from standard input and writes as JSON what a screen reader and a viewer would find in it. It is a
// separate program because pdf.js is an ES module that jest's sandbox cannot load.
import { buffer } from 'node:stream/consumers';
import { inflateSync } from 'node:zlib';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const pdf = await buffer(process.stdin);

// The text that Chromium gives for characters drawn from several glyphs, which pdf.js ignores.
const actualTexts = [];
for (const { 1: length, index, 0: start } of pdf.toString('latin1').matchAll(/\/Length (\d+)>>\s*stream\r?\n/g)) {
  let stream;
  try {
    stream = inflateSync(pdf.subarray(index + start.length, index + start.length + Number(length))).toString('latin1');
  } catch {
    continue;
  }
  for (const [, hex] of stream.matchAll(/\/ActualText\s*<FEFF([0-9A-F]*)>/gi)) {
    actualTexts.push(Buffer.from(hex, 'hex').swap16().toString('utf16le'));
  }
}

const document = await getDocument({
  data: new Uint8Array(pdf),
  verbosity: VerbosityLevel.ERRORS,
  useSystemFonts: false,
}).promise;
const { info } = await document.getMetadata();
const page = await document.getPage(1);
const content = await page.getTextContent();
const links = (await page.getAnnotations()).flatMap(({ url }) => url ?? []);
const roles = [];
const walk = (node) => {
  if (node.role) roles.push(node.alt ? `${node.role}: ${node.alt}` : node.role);
  for (const child of node.children ?? []) walk(child);
};
walk((await page.getStructTree()) ?? {});
const items = content.items.filter((item) => item.str?.trim());
const texts = [];
const headings = [];
for (let number = 1; number <= document.numPages; number++) {
  const each = await document.getPage(number);
  texts.push((await each.getTextContent()).items.flatMap((item) => item.str || []).join(' '));
  headings.push(JSON.stringify((await each.getStructTree()) ?? {}).match(/"H1"/g)?.length ?? 0);
}
process.stdout.write(
  JSON.stringify({
    pages: document.numPages,
    size: page.view,
    title: info.Title,
    language: info.Language,
    lines: items.map((item) => item.str),
    // Capital letters are about three quarters as tall as their size.
    placed: items.map(({ str, transform, width, height }) => ({
      text: str,
      left: transform[4],
      right: transform[4] + width,
      bottom: transform[5],
      top: transform[5] + 0.75 * height,
    })),
    text: items.map((item) => item.str).join(' '),
    actualText: actualTexts.join(' '),
    lowest: Math.min(...items.map((item) => item.transform[5])),
    roles,
    links,
    texts,
    headings,
  }),
);
