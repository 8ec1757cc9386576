import '../support/settings';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkSignature } from '@/lib/platform/pdf/signing/check-signature';
import { currentSigner, knownSigners } from '@/lib/platform/pdf/signing/current-signer';
import { signPdf } from '@/lib/platform/pdf/signing/sign-pdf';
import { testDatabase } from '../support/database';
import { providerContext } from '../support/people';
import { printedPdf } from '../support/printed-pdf';
import { newKey } from '../support/signing-keys';

const testDb = testDatabase();
const folder = mkdtempSync(path.join(tmpdir(), 'pdups-keys-'));
process.env.SIGNING_KEY_FILE = path.join(folder, 'key.pem');
process.env.SIGNING_CERTIFICATE_FILE = path.join(folder, 'certificate.pem');
afterAll(() => rmSync(folder, { recursive: true }));

async function putKey(name: string, to: string): Promise<void> {
  const made = await newKey({ kind: 'RSA-2048', name, to: new Date(to) });
  writeFileSync(process.env.SIGNING_KEY_FILE!, made.keyPem);
  writeFileSync(process.env.SIGNING_CERTIFICATE_FILE!, made.certificatePem);
}

async function signOn(today: string): Promise<Buffer> {
  const ctx = await providerContext(testDb.db, { today });
  const signer = await currentSigner(ctx);
  return signPdf(printedPdf(), { name: 'A', reason: 'B', contact: 'C', signedAt: ctx.clock.now() }, signer);
}

test('nothing is signed with an expired certificate; a new one in its place is used, and old signatures remain known', async () => {
  await putKey('The first', '2026-06-01T00:00:00Z');
  const old = await signOn('2026-05-04');
  await expect(signOn('2026-06-02')).rejects.toMatchObject({ code: 'unavailable' });

  await putKey('The second', '2030-06-01T00:00:00Z');
  const fresh = await signOn('2026-06-02');

  const known = await knownSigners(testDb.db);
  expect(known.map(({ subject }) => subject)).toEqual(['CN=The first', 'CN=The second']);
  expect(checkSignature(old, known)).toMatchObject({ state: 'valid', knownSigner: true });
  expect(checkSignature(fresh, known)).toMatchObject({ state: 'valid', knownSigner: true });
  expect(checkSignature(fresh, known.slice(0, 1))).toMatchObject({ state: 'valid', knownSigner: false });
});
