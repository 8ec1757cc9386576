import '../support/settings';
import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { decrypt, type EncryptionPurpose, encrypt } from '@/lib/platform/encrypt';
import { openSecret } from '@/lib/users/two-step/encrypt-secret';

const secret = new TextEncoder().encode('a secret');
const ofSeven: EncryptionPurpose = { purpose: 'learning system signing key', boundTo: 'key:7' };

test('what is encrypted opens for its own row and purpose only, and not when it was altered', () => {
  const encrypted = encrypt(secret, ofSeven);
  expect(decrypt(encrypted, ofSeven)).toEqual(secret);
  expect(encrypted).not.toContain(Buffer.from(secret).toString('base64url'));
  expect(decrypt(encrypted, { ...ofSeven, boundTo: 'key:8' })).toBeNull();
  expect(decrypt(encrypted, { ...ofSeven, purpose: 'two-step secret' })).toBeNull();
  const another = encrypted.at(-5) === 'A' ? 'B' : 'A';
  expect(decrypt(`${encrypted.slice(0, -5)}${another}${encrypted.slice(-4)}`, ofSeven)).toBeNull();
  expect(decrypt('v2.a.b', ofSeven)).toBeNull();
  expect(decrypt('', ofSeven)).toBeNull();
});

test('authenticator secrets that were encrypted before still open', () => {
  const key = new Uint8Array(hkdfSync('sha256', process.env.SESSION_SECRET!, '', 'pdups two-step secret', 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from('user:3'));
  const encrypted = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  const text = ['v1', nonce.toString('base64url'), encrypted.toString('base64url')].join('.');
  expect(openSecret(text, 3)).toEqual(secret);
});
