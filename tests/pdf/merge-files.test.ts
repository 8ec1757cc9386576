import { createHash } from 'node:crypto';
import { closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import { checkSignature } from '@/lib/platform/pdf/signing/check-signature';
import { signatureTail } from '@/lib/platform/pdf/signing/signature-tail';
import { signerWith } from '@/lib/platform/pdf/signing/signer';
import { certificateHtml } from '@/lib/printing/certificate-html';
import type { NamedFacts } from '@/lib/printing/facts';
import { fillCertificate, filledSoFar } from '@/lib/printing/filling/fill-certificate';
import { mergeFiles, type StoredParts } from '@/lib/printing/filling/merge-files';
import { addressBefore, baseSheet, printBase } from '@/lib/printing/filling/print-base';
import { PRINT_JOB } from '../support/print-job';
import { newKey } from '../support/signing-keys';
import { compareLook } from './compare-look';
import { readPdf } from './read-pdf';

jest.setTimeout(120_000);
afterAll(closeRenderer);

const facts: NamedFacts = {
  title: 'Reading the Sky',
  instructor: 'Ann Lee (1 0 R)',
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

async function baseWith(id: number, units: string) {
  const { participantName, participantSchool, participantNumber, serial, verifyUrl, ...shared } = { ...facts, units };
  const { bytes, plan } = await printBase(PRINT_JOB.visit, await baseSheet(shared, addressBefore(facts)!, null));
  return async (person: Partial<NamedFacts>): Promise<StoredParts> => {
    const part = await fillCertificate(plan, { ...facts, units, ...person });
    return { base: { id, bytes }, bytes: part!.bytes };
  };
}

async function printed(participantName: string): Promise<StoredParts> {
  return { base: null, bytes: await renderPdf(await certificateHtml({ ...facts, participantName }, null), PRINT_JOB) };
}

async function merged(files: Iterable<StoredParts>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of mergeFiles(files, { title: 'Certificates of Reading the Sky' })) parts.push(part);
  return Buffer.concat(parts);
}

test('one PDF has the pages of certificates of several bases, and of printed ones, in order', async () => {
  const [all, fewer] = [await baseWith(1, '6.25'), await baseWith(2, '2.5')];
  const names = ['Zoë Ñandú', '李小龙', 'Kim Lee', 'محمد Smith', 'नरेंद्र', 'Séliš'];
  const files = [
    await all({ participantName: names[0]! }),
    await all({ participantName: names[1]!, participantSchool: '' }),
    await fewer({ participantName: names[2]! }),
    await printed(names[3]!),
    await all({ participantName: names[4]! }),
    await fewer({ participantName: names[5]! }),
  ];
  const pdf = await merged(files);
  const read = readPdf(pdf);
  expect(read).toMatchObject({ pages: 6, title: 'Certificates of Reading the Sky', language: 'en' });
  expect(read.texts.map((text) => ['6.25', '2.5'].find((units) => text.includes(` ${units} `)))).toEqual([
    '6.25',
    '6.25',
    '2.5',
    '6.25',
    '6.25',
    '2.5',
  ]);
  for (const [index, name] of names.entries()) {
    if (name !== names[3]) expect(read.texts[index]).toContain(name);
    expect(read.texts[index]).toContain('Ann Lee (1 0 R)');
  }
  expect(read.texts[3]).toContain('Smith');
  // Each page has the structure of its own certificate.
  expect(read.headings).toEqual([1, 1, 1, 1, 1, 1]);
  expect(read.links).toEqual([facts.verifyUrl]);
  const [first] = files;
  expect(compareLook(Buffer.concat([first!.base!.bytes, first!.bytes]), pdf)).toBe(0);
});

test('parts that certificates of one event have in common are included once', async () => {
  const fill = await baseWith(1, '6.25');
  const few = await Promise.all(Array.from({ length: 2 }, (_, n) => fill({ participantName: `Kim ${n}` })));
  const many = await Promise.all(Array.from({ length: 402 }, (_, n) => fill({ participantName: `Kim ${n}` })));
  const [two, all] = [await merged(few), await merged(many)];
  expect((all.length - two.length) / 400).toBeLessThan(6_000);
  const read = readPdf(all);
  expect(read.pages).toBe(402);
  expect(read.texts[401]).toContain('Kim 401');
  expect(read.headings.every((count) => count === 1)).toBe(true);
});

test('a filled certificate can be included as one file, too, and signatures are left out', async () => {
  const { participantName, participantSchool, participantNumber, serial, verifyUrl, ...shared } = facts;
  const { bytes, plan } = await printBase(PRINT_JOB.visit, await baseSheet(shared, addressBefore(facts)!, null));
  const part = (await fillCertificate(plan, { ...facts, participantName: 'Zoë Ñandú' }))!;
  const file = Buffer.concat([bytes, part.bytes]);
  const { key, certificate } = await newKey({ kind: 'P-256' });
  const about = { name: 'A', reason: 'B', contact: 'C', signedAt: new Date('2026-05-03T16:00:00Z') };
  const hash = createHash('sha256').update(file);
  const tail = signatureTail(filledSoFar(plan, part), hash, about, signerWith(key, [certificate]));
  const signedFile = Buffer.concat([file, tail]);
  expect(checkSignature(signedFile, [certificate])).toMatchObject({
    state: 'valid',
    coversWholeFile: true,
    knownSigner: true,
  });
  for (const parts of [
    { base: null, bytes: file },
    { base: null, bytes: signedFile },
    { base: { id: 1, bytes }, bytes: Buffer.concat([part.bytes, tail]) },
  ]) {
    const pdf = await merged([parts]);
    expect(compareLook(file, pdf)).toBe(0);
    expect(readPdf(pdf).texts[0]).toContain('Zoë Ñandú');
    expect(pdf.includes('/SubFilter')).toBe(false);
  }
});

test('a PDF of no certificates is refused', async () => {
  await expect(merged([])).rejects.toThrow();
});
