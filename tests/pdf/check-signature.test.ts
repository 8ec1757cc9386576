import { checkSignature, MAX_FILE } from '@/lib/platform/pdf/signing/check-signature';
import { signPdf } from '@/lib/platform/pdf/signing/sign-pdf';
import { signerWith } from '@/lib/platform/pdf/signing/signer';
import { printedPdf } from '../support/printed-pdf';
import { type KeyKind, newKey } from '../support/signing-keys';

const signedAt = new Date('2026-05-03T16:00:00Z');
const about = { name: 'Big Sky', reason: 'Approved provider verification', contact: '(406) 555-0100', signedAt };

async function signedPdf(kind: KeyKind = 'P-256', given = about) {
  const { key, certificate } = await newKey({ kind });
  const signer = signerWith(key, [certificate]);
  return { file: signPdf(printedPdf(), given, signer), signer, certificate };
}

test.each<KeyKind>(['RSA-2048', 'P-256'])('one changed byte is noticed wherever it is: %s', async (kind) => {
  const { file, certificate } = await signedPdf(kind);
  const unnoticed: number[] = [];
  for (let place = 0; place < file.length; place++) {
    // The lowest bit, and the one that turns a lowercase letter into a capital.
    for (const bit of [0x01, 0x20]) {
      const changed = Buffer.from(file);
      changed[place] = file[place]! ^ bit;
      if (checkSignature(changed, [certificate]).state !== 'broken') unnoticed.push(place);
    }
  }
  expect(unnoticed).toEqual([]);
});

test('a removed byte at the end, or a removed part, is noticed', async () => {
  const { file, certificate } = await signedPdf();
  for (const end of [file.length - 1, file.length - 6, file.indexOf('/Contents <') + 200]) {
    expect(checkSignature(file.subarray(0, end), [certificate]).state).toBe('broken');
  }
});

test.each(['\n', '%', '9 0 obj\n<</Type /Catalog>>\nendobj\nstartxref\n1\n%%EOF\n'])(
  'appended bytes (%j) are not covered, and the check says where the signed part ends',
  async (appended) => {
    const { file, certificate } = await signedPdf();
    expect(checkSignature(Buffer.concat([file, Buffer.from(appended)]), [certificate])).toMatchObject({
      state: 'valid',
      coversWholeFile: false,
      signedLength: file.length,
      knownSigner: true,
    });
  },
);

test('anybody can sign; only known signers count as known', async () => {
  const { file, signer } = await signedPdf();
  const other = await newKey();
  expect(checkSignature(file, [other.certificate])).toMatchObject({
    state: 'valid',
    knownSigner: false,
    fingerprint: signer.fingerprint,
  });
});

test('a certificate with the same name for another key is not the known one', async () => {
  const { file } = await signedPdf();
  const namesake = await newKey({ name: 'A signer' });
  expect(checkSignature(file, [namesake.certificate])).toMatchObject({ knownSigner: false });
});

test('a signature remains known when another key signs, as long as its certificate is stored', async () => {
  const [old, present] = [await signedPdf(), await signedPdf()];
  const known = [old.certificate, present.certificate];
  expect(checkSignature(old.file, known)).toMatchObject({ state: 'valid', knownSigner: true });
  expect(checkSignature(present.file, known)).toMatchObject({ state: 'valid', knownSigner: true });
});

test.each(['2025-12-31T23:59:59Z', '2036-01-01T00:00:01Z'])(
  'a signature from when its certificate was not valid (%s) does not count',
  async (moment) => {
    const { file, certificate } = await signedPdf('P-256', { ...about, signedAt: new Date(moment) });
    expect(checkSignature(file, [certificate])).toEqual({ state: 'broken', why: expect.stringContaining('not valid') });
  },
);

test('the beginning of one signed file with the signature of another is broken', async () => {
  const { key, certificate } = await newKey({ kind: 'RSA-2048' });
  const signer = signerWith(key, [certificate]);
  const [one, other] = ['Zoë', 'Kim'].map((title) => signPdf(printedPdf({ title }), about, signer)) as [Buffer, Buffer];
  expect(one.length).toBe(other.length);
  const mixed = Buffer.concat([one.subarray(0, 500), other.subarray(500)]);
  expect(checkSignature(mixed, [certificate])).toMatchObject({ state: 'broken' });
});

test('of several signatures, the one of a known signer counts, even if others were appended', async () => {
  const { file, certificate } = await signedPdf();
  const fake = Buffer.from(
    '\n9 0 obj\n<</Type /Sig /ByteRange [0 20 40 60] /Contents <00> /M (D:20990101000000Z)>>\nendobj\n',
  );
  expect(checkSignature(Buffer.concat([file, fake]), [certificate])).toMatchObject({
    state: 'valid',
    coversWholeFile: false,
    signedAt,
  });
});

test('a name that looks like a part of the signature does not confuse the check', async () => {
  const name = 'Hills) /M (D:19990101000000Z) /ByteRange [0 1 2 3] /Contents <00';
  const { file, certificate } = await signedPdf('P-256', { ...about, name });
  expect(checkSignature(file, [certificate])).toMatchObject({ state: 'valid', coversWholeFile: true, signedAt });
});

test('a PDF without a signature has none', () => {
  expect(checkSignature(printedPdf(), [])).toEqual({ state: 'none' });
  expect(checkSignature(Buffer.alloc(0), [])).toEqual({ state: 'none' });
});

test.each([
  ['a range that begins later', '[1 20 40 60]'],
  ['a range outside of the file', '[0 20 40 999999999]'],
  ['numbers too large to count with', '[0 99999999999999999999 1 1]'],
  ['ranges that overlap', '[0 200 100 60]'],
  ['no gap at all', '[0 40 40 60]'],
  ['negative numbers', '[0 -1 40 60]'],
  ['too few numbers', '[0 20 40]'],
  ['no numbers', '[/A /B]'],
  ['a range without an end', '[0 20 40 60'],
])('%s is a broken signature', (_what, range) => {
  const pdf = Buffer.from(
    `%PDF-1.4\n1 0 obj\n<</Type /Sig /SubFilter /X /ByteRange ${range} /Contents <0000>>>\nendobj\n${' '.repeat(200)}`,
  );
  expect(checkSignature(pdf, [])).toMatchObject({ state: 'broken' });
});

test.each([
  ['nothing', ''],
  ['half a digit', '3'],
  ['no digits', 'zz'],
  ['lengths that reach out of the message', '30847fffffff'],
  ['a length that is not told', '3080020101'],
  ['sequences in sequences', '3082'.repeat(4000)],
  ['many small elements', `30820400${'0500'.repeat(512)}`],
])('a message of %s is a broken signature', (_what, hex) => {
  const head = '%PDF-1.4\n1 0 obj\n<</Type /Sig /ByteRange [0 000000100 000000000 0000000001] /Contents ';
  const from = 100;
  const body = `${head.padEnd(from)}<${hex}>`;
  const pdf = Buffer.from(
    `${body.replace('000000000 0000000001', `${String(body.length).padStart(9, '0')} 0000000001`)}>`,
  );
  expect(checkSignature(pdf, [])).toMatchObject({ state: 'broken' });
});

test('a file too large to be checked right away is refused, and thousands of signatures take no time', () => {
  expect(checkSignature(Buffer.alloc(MAX_FILE + 1), [])).toMatchObject({ state: 'broken' });
  const many = Buffer.from('/ByteRange [0 20 40 60] '.repeat(100_000));
  expect(checkSignature(many, [])).toMatchObject({ state: 'broken' });
});
