import { createHash } from 'node:crypto';
import { readPrintedFile } from '@/lib/platform/pdf/files/printed-file';
import { closeRenderer, renderPdf } from '@/lib/platform/pdf/renderer';
import { checkSignature } from '@/lib/platform/pdf/signing/check-signature';
import { signPdf } from '@/lib/platform/pdf/signing/sign-pdf';
import { signatureTail } from '@/lib/platform/pdf/signing/signature-tail';
import { signerWith } from '@/lib/platform/pdf/signing/signer';
import { PRINT_JOB } from '../support/print-job';
import { printedPdf } from '../support/printed-pdf';
import { readSignature } from '../support/read-signature';
import { type KeyKind, newKey } from '../support/signing-keys';
import { readPdf } from './read-pdf';

afterAll(closeRenderer);

const about = {
  name: 'Escuela (Ñandú) \\ 学校',
  reason: 'Approved provider verification',
  contact: '(406) 555-0100',
  signedAt: new Date('2026-05-03T16:00:00Z'),
};

const KINDS: KeyKind[] = ['RSA-2048', 'P-256', 'P-384', 'P-521'];

async function signedPdf(kind: KeyKind = 'P-256', pdf = printedPdf()) {
  const { key, certificate } = await newKey({ kind });
  const signer = signerWith(key, [certificate]);
  return { file: signPdf(pdf, about, signer), pdf, signer, certificate };
}

describe.each(KINDS)('signed with %s', (kind) => {
  test('the printed bytes do not change, and another library finds the signature valid for everything but itself', async () => {
    const { file, pdf, certificate } = await signedPdf(kind);
    expect(file.subarray(0, pdf.length).equals(pdf)).toBe(true);
    const { byteRange, verified, attributes, certificates } = await readSignature(file);
    const [start, gapFrom, gapTo, rest] = byteRange as [number, number, number, number];
    expect([start, gapTo + rest]).toEqual([0, file.length]);
    expect(file.toString('latin1', gapFrom, gapTo)).toMatch(/^<[0-9A-F]+>$/);
    expect(verified).toBe(true);
    // What PAdES requires, and no time other than the one in the dictionary.
    expect(attributes.sort()).toEqual(['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4']);
    expect(certificates).toEqual([certificate.raw]);
  });

  test('the check finds the signer, the time and the signed part', async () => {
    const { file, signer, certificate } = await signedPdf(kind);
    expect(checkSignature(file, [certificate])).toEqual({
      state: 'valid',
      coversWholeFile: true,
      signedLength: file.length,
      signedAt: about.signedAt,
      fingerprint: signer.fingerprint,
      knownSigner: true,
    });
  });
});

test('an RSA key gives the same bytes again', async () => {
  const { file, pdf, signer } = await signedPdf('RSA-2048');
  expect(signPdf(pdf, about, signer).equals(file)).toBe(true);
});

test('the certificates that vouch for the signer are included and bound to the signature', async () => {
  const issuer = await newKey({ name: 'An authority' });
  const { key, certificate } = await newKey({ issuer });
  const file = signPdf(printedPdf(), about, signerWith(key, [certificate, issuer.certificate]));
  const { verified, certificates } = await readSignature(file);
  expect(verified).toBe(true);
  expect(certificates).toEqual([certificate.raw, issuer.certificate.raw]);
  expect(checkSignature(file, [certificate])).toMatchObject({ state: 'valid', knownSigner: true });
});

test('with the hash of the beginning, only the end is signed, with the same result', async () => {
  const { file, pdf, signer } = await signedPdf('RSA-2048');
  const hash = createHash('sha256').update(pdf);
  const tail = signatureTail(readPrintedFile(pdf), hash, about, signer);
  expect(Buffer.concat([pdf, tail]).equals(file)).toBe(true);
  // The hash can be used for the next certificate, too.
  expect(hash.digest('hex')).toBe(createHash('sha256').update(pdf).digest('hex'));
});

test('a certificate from the browser keeps its text, its tags and its links', async () => {
  const html =
    '<!doctype html><html lang="en"><title>PDU certificate</title><h1>Zoë Ñandú</h1><a href="https://example.org">Check</a></html>';
  const pdf = await renderPdf(html, PRINT_JOB);
  const { file, certificate } = await signedPdf('P-256', pdf);
  const before = readPdf(pdf);
  expect(readPdf(file)).toEqual({ ...before, roles: [...before.roles, 'Form: Approved provider verification'] });
  expect(checkSignature(file, [certificate])).toMatchObject({ state: 'valid', coversWholeFile: true });
});

test('the field is invisible and is listed on the page next to the existing ones', async () => {
  const { file } = await signedPdf('P-256', printedPdf({ page: '/Annots [9 0 R]\n' }));
  const text = file.toString('latin1', file.indexOf('%%EOF'));
  expect(text).toContain('/AcroForm <</Fields [6 0 R] /SigFlags 3>>');
  expect(text).toContain('/Annots [9 0 R 6 0 R]');
  expect(text).toContain('/Rect [0 0 0 0]\n/F 130');
  expect(text).toContain('/Lang (en)');
});

test('PDF readers show who vouches, for what, and when', async () => {
  const { dictionary } = await readSignature((await signedPdf()).file);
  expect(dictionary).toContain('/SubFilter /ETSI.CAdES.detached');
  expect(dictionary).toContain("/M (D:20260503160000+00'00')");
  expect(dictionary).toContain('/ContactInfo (\\(406\\) 555-0100)');
  const [, hex = ''] = /\/Name <FEFF([0-9A-F]+)>/.exec(dictionary) ?? [];
  expect(Buffer.from(hex, 'hex').swap16().toString('utf16le')).toBe(about.name);
});

test.each([
  ['a form', printedPdf({ catalog: '/AcroForm <</Fields []>>\n' })],
  ['annotations kept elsewhere', printedPdf({ page: '/Annots 7 0 R\n' })],
  ['an encrypted PDF', printedPdf({ trailer: '\n/Encrypt 7 0 R' })],
  ['a PDF that was appended to', printedPdf({ trailer: '\n/Prev 12' })],
  ['something else', Buffer.from('no PDF')],
])('%s is not signed', async (_what, pdf) => {
  const { key, certificate } = await newKey();
  expect(() => signPdf(pdf, about, signerWith(key, [certificate]))).toThrow();
});
