import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import forge from 'node-forge';
import { loadSigner } from '@/lib/platform/pdf/signing/load-signer';
import { prepareSigning } from '@/scripts/start/signing';
import { newKey, type TestKey } from '../support/signing-keys';
import { newDataFolder, removeDataFolders } from './data-folder';

afterAll(removeDataFolders);

const NOW = new Date('2026-05-04T18:00:00Z');
const ROOT = path.resolve(__dirname, '../..');

const prepare = (env: Record<string, string>, dataDir = newDataFolder(), databaseUrl?: string) =>
  prepareSigning({ NODE_ENV: 'test', ...env }, { dataDir, databaseUrl }, NOW);

/** Writes files into a new folder and returns their paths. */
function put<T extends string>(files: Record<T, string | Buffer>): Record<T, string> {
  const folder = newDataFolder();
  const paths = Object.entries<string | Buffer>(files).map(([name, content]) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return [name, file];
  });
  return Object.fromEntries(paths);
}

function pemSettings(key: string, certificate: string): Record<string, string> {
  const files = put({ key, certificate });
  return { SIGNING_KEY_FILE: files.key, SIGNING_CERTIFICATE_FILE: files.certificate };
}

/** Returns a PKCS #12 file of an RSA key, in the form that other programs write. */
function p12Of(
  { keyPem, certificatePem }: TestKey,
  passphrase: string,
  algorithm: 'aes256' | '3des' = 'aes256',
): Buffer {
  const key = forge.pki.privateKeyFromPem(keyPem);
  const certificates = [forge.pki.certificateFromPem(certificatePem)];
  const p12 = forge.pkcs12.toPkcs12Asn1(key, certificates, passphrase, { algorithm });
  return Buffer.from(forge.asn1.toDer(p12).getBytes(), 'binary');
}

const subjectWith = async (env: Record<string, string>) =>
  (await loadSigner({ ...env, DATA_DIR: newDataFolder() }, NOW)).signer.certificate.subject;

test('without settings, a key is made that only this account can read', async () => {
  const dataDir = newDataFolder();
  expect(await prepare({}, dataDir)).toEqual([]);
  const folder = path.join(dataDir, 'signing');
  expect(readdirSync(folder)).toEqual(['1.pem']);
  expect(statSync(path.join(folder, '1.pem')).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  const before = readFileSync(path.join(folder, '1.pem'));
  await prepare({}, dataDir);
  expect(readFileSync(path.join(folder, '1.pem')).equals(before)).toBe(true);
});

test('the self-made certificate is valid for ten years, says what it is, and gets a successor before it ends', async () => {
  const dataDir = newDataFolder();
  const { signer } = await loadSigner({ DATA_DIR: dataDir }, NOW);
  expect(signer.certificate.subject).toContain('OU=Self-made key');
  expect(signer.certificate.verify(signer.certificate.publicKey)).toBe(true);
  expect(signer.certificate.validToDate.toISOString()).toMatch(/^2036-05-0/);
  const nineYearsOn = new Date('2035-06-01T00:00:00Z');
  const { signer: next } = await loadSigner({ DATA_DIR: dataDir }, nineYearsOn);
  expect(next.fingerprint).not.toBe(signer.fingerprint);
  expect(readdirSync(path.join(dataDir, 'signing')).sort()).toEqual(['1.pem', '2.pem']);
  expect((await loadSigner({ DATA_DIR: dataDir }, nineYearsOn)).signer.fingerprint).toBe(next.fingerprint);
});

test('two processes that start at once make one key', async () => {
  const dataDir = newDataFolder();
  const program = `
    import { loadSigner } from './lib/platform/pdf/signing/load-signer';
    void loadSigner({ DATA_DIR: ${JSON.stringify(dataDir)} }, new Date(${NOW.getTime()}))
      .then(({ signer }) => console.log(signer.fingerprint));`;
  const both = Array.from({ length: 2 }, async () => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--eval', program], { cwd: ROOT });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    await once(child, 'close');
    return output.trim();
  });
  const [one, other] = await Promise.all(both);
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(other).toBe(one);
  expect(readdirSync(path.join(dataDir, 'signing'))).toEqual(['1.pem']);
});

test('a damaged key file gets a sentence and is not changed', async () => {
  const dataDir = newDataFolder();
  mkdirSync(path.join(dataDir, 'signing'));
  writeFileSync(path.join(dataDir, 'signing/1.pem'), '-----BEGIN PRIVATE KEY-----');
  await expect(prepare({}, dataDir)).rejects.toThrow('is damaged. Restore it from a backup');
  expect(readdirSync(path.join(dataDir, 'signing'))).toEqual(['1.pem']);
});

test('with an external database, one line says that readers do not know the signer', async () => {
  expect(await prepare({}, newDataFolder(), 'postgres://db.example.org/pdups')).toEqual([
    expect.stringContaining('PDF readers will not recognize the signer'),
  ]);
});

test.each(['RSA-2048', 'P-256', 'P-384'] as const)('key and certificate of the operator: %s', async (kind) => {
  const { keyPem, certificatePem } = await newKey({ kind, name: 'Office' });
  const settings = pemSettings(keyPem, certificatePem);
  expect(await prepare(settings)).toEqual([]);
  expect(await subjectWith(settings)).toBe('CN=Office');
});

test('the certificate of the key is found among its chain, in any order', async () => {
  const root = await newKey({ name: 'Root' });
  const between = await newKey({ name: 'Between', issuer: root });
  const office = await newKey({ name: 'Office', issuer: between });
  const upsideDown = [root, between, office].map(({ certificate }) => certificate.toString()).join('');
  expect(await subjectWith(pemSettings(office.keyPem, upsideDown))).toBe('CN=Office');
});

test('an encrypted key opens with its passphrase', async () => {
  const { key, certificatePem } = await newKey({ name: 'Office' });
  const locked = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' });
  const settings = pemSettings(String(locked), certificatePem);
  expect(await subjectWith({ ...settings, SIGNING_PASSPHRASE: 'open sesame' })).toBe('CN=Office');
  await expect(prepare(settings)).rejects.toThrow('SIGNING_PASSPHRASE');
  await expect(prepare({ ...settings, SIGNING_PASSPHRASE: 'wrong' })).rejects.toThrow('SIGNING_PASSPHRASE');
});

test.each(['aes256', '3des'] as const)('a PKCS #12 file opens with its passphrase (%s)', async (algorithm) => {
  const office = await newKey({ kind: 'RSA-2048', name: 'Office' });
  const { p12 } = put({ p12: p12Of(office, 'open sesame', algorithm) });
  const settings = { SIGNING_P12_FILE: p12 };
  expect(await subjectWith({ ...settings, SIGNING_PASSPHRASE: 'open sesame' })).toBe('CN=Office');
  await expect(prepare({ ...settings, SIGNING_PASSPHRASE: 'wrong' })).rejects.toThrow('another passphrase');
});

/** Written by `openssl pkcs12 -export` for a P-256 key; its certificate is valid from 2026 to 2035. */
const EC_P12 = `
MIIDvAIBAzCCA3IGCSqGSIb3DQEHAaCCA2MEggNfMIIDWzCCAhIGCSqGSIb3DQEHBqCCAgMwggH/AgEAMIIB+AYJKoZIhvcNAQcBMFcGCSqGSI
b3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAg/h4WDzhexNgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEObu3BgQewsxnyi9KfVFVqmA
ggGQRvRTXkdP8Ho0nbajLI9SmJaZql+lZ4ziTbMoVBpghSbW+8blKzoD++R7coiKZI1ICJ8rZMsYDp9Q0l9RL0rRYuDGCYTyCUVbYzvFXuU3dz
ypPiKZepu9uwoJCKGTE+1zFyAMXZs5IlGDo/qlkWftG6Rmyz+DB/NfDqHKjfV5w1554Q1Vcf2Ng4L6MiWkbgKbiE6UcD/OIdIR261DTpXvkkwu
gzNsGY725GTLcK0bs3dj8y7sZZImVshpMWcGl9PWWYiE64eTROFhttTmq9YJTql7gAu8T7vv7LQze3ebi8i8CalQ+e+tjXUB8G/uFtt/c+3/Xc
/dTQwi/sjoRIbfRDhaI/P7A4Xp269xT3K0Ds+ywDBjNTUaGZrXjrxcb/yyLeQAA6Uu0m+keWRFro16IrJYY0PwvVWNTahLonFAhqgltcZ+wbMK
sAcm0ntXo4C+vc86m1aE0Wa17l7+3gwiEtOvr//H4zkrZOezbLUXkEdv0A0GbjFeIuOG0WnH50wfr7MloOY6J+nBdBrx8zmUkjCCAUEGCSqGSI
b3DQEHAaCCATIEggEuMIIBKjCCASYGCyqGSIb3DQEMCgECoIHvMIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgNJu0OnJ/x8wIC
CAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEENE2n/7Yh003T0bWA8BMyEMEgZCGo2wcDd7kVXwQ78wXfyqrOOPN8HIcsf7brBmBNwbFcL
1dKjym5xxPceyzK7SrJ2ViyRrO4gYQXfnxWSjxH0rwRGz94v9yEpq+XReLd4lUgxYOKcad9RuQ2L4kWaRwMlBKm1VXe2puIeXf5pP10i4/jES3
6sv8XM+t3zMuD17CLWbcQcFJ8I6iazJvJyTgfA4xJTAjBgkqhkiG9w0BCRUxFgQU9+QIzemfvq2Yg3yO9C2gdaEsbYgwQTAxMA0GCWCGSAFlAw
QCAQUABCCIFiO2qNmSrZ/UycL7j8ALWtEhjYnWbB2OW8T4Al9cLgQIoVj4qzjxiIECAggA`;

test('a PKCS #12 file can contain an EC key', async () => {
  const { p12 } = put({ p12: Buffer.from(EC_P12, 'base64') });
  expect(await subjectWith({ SIGNING_P12_FILE: p12, SIGNING_PASSPHRASE: 'open sesame' })).toBe('CN=Office');
});

describe('every problem with the key gets one sentence', () => {
  test.each([
    ['a key without a certificate', { SIGNING_KEY_FILE: '/k' }, 'belong together'],
    ['a certificate without a key', { SIGNING_CERTIFICATE_FILE: '/c' }, 'belong together'],
    ['two keys', { SIGNING_KEY_FILE: '/k', SIGNING_P12_FILE: '/p' }, 'each name a key'],
    [
      'a file that is gone',
      { SIGNING_P12_FILE: '/nowhere/p' },
      'SIGNING_P12_FILE names /nowhere/p, which cannot be read',
    ],
    [
      'no key in the file',
      { SIGNING_KEY_FILE: __filename, SIGNING_CERTIFICATE_FILE: __filename },
      'SIGNING_KEY_FILE must name a file with a private key',
    ],
    ['no PKCS #12 file', { SIGNING_P12_FILE: __filename }, 'SIGNING_P12_FILE must name a PKCS #12 file'],
  ])('%s', async (_what, settings, sentence) => {
    await expect(prepare(settings as Record<string, string>)).rejects.toThrow(sentence);
  });

  test('a certificate of another key', async () => {
    const [one, other] = [await newKey(), await newKey()];
    await expect(prepare(pemSettings(one.keyPem, other.certificatePem))).rejects.toThrow('made for another key');
  });

  test('no certificate in the file', async () => {
    const { keyPem } = await newKey();
    await expect(prepare(pemSettings(keyPem, keyPem))).rejects.toThrow('holds none');
  });

  test('a certificate that has expired or is not valid yet', async () => {
    const expired = await newKey({ to: new Date('2026-05-01T00:00:00Z') });
    await expect(prepare(pemSettings(expired.keyPem, expired.certificatePem))).rejects.toThrow('expired on 2026-05-01');
    const early = await newKey({ from: new Date('2026-06-01T00:00:00Z') });
    await expect(prepare(pemSettings(early.keyPem, early.certificatePem))).rejects.toThrow('from 2026-06-01 on only');
  });

  test('a certificate that expires soon gets one line, and the start continues', async () => {
    const soon = await newKey({ to: new Date('2026-06-20T00:00:00Z') });
    expect(await prepare(pemSettings(soon.keyPem, soon.certificatePem))).toEqual([
      expect.stringContaining('expires on 2026-06-20'),
    ]);
  });
});
