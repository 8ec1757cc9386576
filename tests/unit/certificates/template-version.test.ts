import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../../..');
const TEMPLATE = 'lib/printing/template';
/** A file of another room that the template uses. */
const NEEDED = 'lib/platform/escape-html.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pdups-template-'));
afterAll(() => rmSync(folder, { recursive: true }));

let copies = 0;

/** Returns the version of the template with one edit in one of its files. */
function versionWith(file?: string, before = '', after = ''): string {
  const copy = path.join(folder, String(copies++));
  for (const each of [TEMPLATE, NEEDED]) cpSync(path.join(ROOT, each), path.join(copy, each), { recursive: true });
  if (file) {
    const source = readFileSync(path.join(copy, TEMPLATE, file), 'utf8');
    expect(source.split(before).length).toBeGreaterThan(1);
    writeFileSync(path.join(copy, TEMPLATE, file), source.replace(before, after));
  }
  return require(path.join(copy, TEMPLATE, 'version.ts')).TEMPLATE_VERSION;
}

test('the same template has the same version wherever it is loaded', () => {
  const version = versionWith();
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  expect(versionWith()).toBe(version);
});

test.each([
  // A change of a statement: tests/db/template-change.test.ts.
  ['wording: a heading', 'wording.ts', 'Participant Verification', 'Participant’s Verification'],
  ['wording: what stands on named certificates alone', 'wording.ts', 'with this serial', 'with the serial'],
  ['wording: a label', 'wording.ts', 'Name of Instructor', 'Instructor'],
  ['styles: a color', 'css.ts', '#86662a', '#86662b'],
  ['styles: a size', 'css.ts', 'STRUT = 7.5', 'STRUT = 8.25'],
  ['layout: the room of Section II', 'layout.ts', 'airy: 172', 'airy: 171'],
  ['layout: the lines that a title may take', 'layout.ts', 'size: 9.5, lines: 5', 'size: 9.5, lines: 6'],
  ['layout: the widths that lines are estimated by', 'fit.ts', '0.53]', '0.54]'],
  ['layout: the smallest size of a school', 'entry-lines.ts', '7.5, 6.75];\nconst SMALL', '7.5];\nconst SMALL'],
  ['layout: the order of the sections', 'certificate.ts', "heading('III'", "heading('3'"],
  ['layout: how days are written', 'date-range.ts', '–${', ' to ${'],
  ['ornament: the rosette', 'ornament.ts', "'certificate-petal', 65, 9, 54", "'certificate-petal', 65, 9, 53"],
  ['ornament: the emblem', 'ornament.ts', 'length: 13', 'length: 11'],
])('a change of the %s changes the version', (_what, file, before, after) => {
  expect(versionWith(file, before, after)).not.toBe(versionWith());
});

test('a change that prints nothing else keeps the version', () => {
  expect(versionWith('wording.ts', '/** Under the QR code', '/** Below the QR code')).toBe(versionWith());
});
