import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { CODE_DIGITS, STEP_SECONDS, STEPS_AROUND } from './rules';

/** The name that an authenticator app lists the code under. */
const ISSUER = 'PDUPS';

/** Returns 160 random bits, as long as the hash (RFC 4226, section 4, R6). */
export function newSecret(): Uint8Array {
  return new Uint8Array(randomBytes(20));
}

function authenticator(secret: Uint8Array<ArrayBuffer>, username = ''): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label: username,
    // The only hash that every app knows; SHA-1's weakness is collisions, which do not help here.
    algorithm: 'SHA1',
    digits: CODE_DIGITS,
    period: STEP_SECONDS,
    secret: new Secret({ buffer: secret.buffer }),
  });
}

/** Returns the content of the QR code, and the secret for typing by hand. */
export function invitation(secret: Uint8Array<ArrayBuffer>, username: string): { uri: string; typed: string } {
  const app = authenticator(secret, username);
  return { uri: app.toString(), typed: app.secret.base32 };
}

/** Returns the time step that this code belongs to, or null when it matches no step around now. */
export function stepOfCode(secret: Uint8Array<ArrayBuffer>, code: string, now: Date): number | null {
  const delta = authenticator(secret).validate({ token: code, timestamp: now.getTime(), window: STEPS_AROUND });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
}

/** Returns the code that the app shows at this moment. */
export function codeAt(secret: Uint8Array<ArrayBuffer>, moment: Date): string {
  return authenticator(secret).generate({ timestamp: moment.getTime() });
}
