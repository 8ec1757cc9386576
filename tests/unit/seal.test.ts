import '../support/settings';
import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { openSealed, type SealFor, seal } from '@/lib/platform/seal';
import { openSecret } from '@/lib/users/two-step/seal';

const secret = new TextEncoder().encode('a secret');
const ofSeven: SealFor = { purpose: 'learning system signing key', boundTo: 'key:7' };

test('what is sealed opens for its own row and purpose only, and not when it was altered', () => {
  const sealed = seal(secret, ofSeven);
  expect(openSealed(sealed, ofSeven)).toEqual(secret);
  expect(sealed).not.toContain(Buffer.from(secret).toString('base64url'));
  expect(openSealed(sealed, { ...ofSeven, boundTo: 'key:8' })).toBeNull();
  expect(openSealed(sealed, { ...ofSeven, purpose: 'two-step secret' })).toBeNull();
  const another = sealed.at(-5) === 'A' ? 'B' : 'A';
  expect(openSealed(`${sealed.slice(0, -5)}${another}${sealed.slice(-4)}`, ofSeven)).toBeNull();
  expect(openSealed('v2.a.b', ofSeven)).toBeNull();
  expect(openSealed('', ofSeven)).toBeNull();
});

test('authenticator secrets that were sealed before still open', () => {
  const key = new Uint8Array(hkdfSync('sha256', process.env.SESSION_SECRET!, '', 'pdups two-step secret', 32));
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from('user:3'));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  const text = ['v1', nonce.toString('base64url'), sealed.toString('base64url')].join('.');
  expect(openSecret(text, 3)).toEqual(secret);
});
