import { execFileSync, spawnSync } from 'node:child_process';
import { closeRenderer } from '@/lib/platform/pdf/renderer';
import type { NamedFacts } from '@/lib/printing/facts';
import { fillCertificate } from '@/lib/printing/filling/fill-certificate';
import { setLines } from '@/lib/printing/filling/glyphs';
import { mergeFiles, type StoredParts } from '@/lib/printing/filling/merge-files';
import { addressBefore, baseSheet, printBase } from '@/lib/printing/filling/print-base';
import { PRINT_JOB } from '../support/print-job';
import { namesInScripts } from './names';
import { readPdf } from './read-pdf';

jest.setTimeout(300_000);
afterAll(closeRenderer);

const facts: NamedFacts = {
  title: 'Reading the Sky',
  instructor: 'Ann Lee',
  startsOn: '2026-05-03',
  endsOn: '2026-05-05',
  providerName: 'Big Sky School District',
  providerPhone: '(406) 555-0142',
  location: 'Helena, MT',
  units: '6.25',
  eventNumber: 1042,
  version: 2,
  participantName: '',
  participantSchool: 'Helena Public Schools',
  participantNumber: '123456',
  serial: 'K7Q3-9F2M-XT4W',
  verifyUrl: 'https://pdups.example.gov/verify/K7Q3-9F2M-XT4W',
};

/** Two names of each script are enough to notice a change; all of them are 20 each, over 1,000 in total. */
const NAMES = namesInScripts(Number(process.env.NAMES_OF_EACH_SCRIPT ?? 2));

/** Matches visible characters: neither blanks nor ones that only shape others. */
const SEEN = /[^\s\p{Default_Ignorable_Code_Point}]/u;

test('each letter of names in some 60 scripts has ink', async () => {
  for (const { script, name } of NAMES) {
    const [line] = (await setLines(name, [name])) ?? [];
    const inked = line?.characters.map(({ font, cluster }) => {
      const drawn = cluster.glyphs.some(({ id }) => font.outlines.glyph(id).length > 0);
      return drawn || !SEEN.test(cluster.text) ? cluster.text : '';
    });
    const shown = new Set(inked?.join('') ?? '');
    const lost = [...name].filter((character) => SEEN.test(character) && !shown.has(character));
    expect({ script, name, lost }).toEqual({ script, name, lost: [] });
  }
});

/**
 * Normalizes text, because pdf.js splits the AM of Lao. (It also reads Adlam from left to right, so no name here is in
 * it.)
 */
const plain = (text: string) => text.replaceAll(/[\u200e\u200f]/g, '').normalize('NFKC');

let made: Promise<Buffer> | undefined;

/** Returns one PDF with a certificate for each name, filled in. */
function certificates(): Promise<Buffer> {
  made ??= (async () => {
    const { participantName, participantSchool, participantNumber, serial, verifyUrl, ...shared } = facts;
    const { bytes, plan } = await printBase(PRINT_JOB.visit, await baseSheet(shared, addressBefore(facts)!, null));
    const files: StoredParts[] = [];
    const left: string[] = [];
    for (const { name } of NAMES) {
      const part = await fillCertificate(plan, { ...facts, participantName: name });
      if (part) files.push({ base: { id: 1, bytes }, bytes: part.bytes });
      else left.push(name);
    }
    expect(left).toEqual([]);
    const parts: Buffer[] = [];
    for await (const part of mergeFiles(files, { title: 'Certificates' })) parts.push(part);
    return Buffer.concat(parts);
  })();
  return made;
}

test('names in some 60 scripts are filled in and read back as they were written', async () => {
  const { texts } = readPdf(await certificates());
  const read = texts.map((text) => / Name +(.*?) +School or District /.exec(text)?.[1] ?? text);
  const wrong = NAMES.flatMap(({ script, name }, index) =>
    plain(read[index]!) === plain(name) ? [] : [{ script, name, read: read[index] }],
  );
  expect(wrong).toEqual([]);
});

const hasPoppler = spawnSync('pdftotext', ['-v']).error === undefined;

// Poppler is no npm package; where a machine has it, it is a second reader.
(hasPoppler ? test : test.skip)('pdftotext reads them back, too', async () => {
  const given = { input: await certificates(), maxBuffer: 1 << 28 };
  const pages = execFileSync('pdftotext', ['-', '-'], given).toString().split('\f');
  const tidy = (text: string) =>
    plain(text.replaceAll(/[\u202a-\u202e]/g, ''))
      .replaceAll(/\s+/g, ' ')
      .trim();
  const wrong = NAMES.flatMap(({ script, name }, index) =>
    tidy(pages[index]!).includes(tidy(name)) ? [] : [{ script, name, read: tidy(pages[index]!) }],
  );
  expect(wrong).toEqual([]);
});
