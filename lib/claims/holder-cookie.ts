import { cookies } from 'next/headers';
import { servedOverTls } from '@/lib/platform/env';

/** The longest time that browsers keep a cookie. */
const HOLDER_DAYS = 400;
const PROOF_MINUTES = 60;

type What = 'holder' | 'roster-proof';

/** Returns the cookie's name; `__Host-` binds it to this exact host and to TLS, like the session cookie. */
function nameOf(what: What): string {
  return `${servedOverTls() ? '__Host-' : ''}pdups.${what}`;
}

async function read(what: What): Promise<string | null> {
  const value = (await cookies()).get(nameOf(what))?.value ?? '';
  return /^[0-9a-f]{64}$/.test(value) ? value : null;
}

async function write(what: What, token: string, seconds: number): Promise<void> {
  (await cookies()).set(nameOf(what), token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: servedOverTls(),
    maxAge: seconds,
  });
}

/** Reads the token with which the browser finds the certificates that it claimed. */
export const readHolderToken = () => read('holder');
export const writeHolderToken = (token: string) => write('holder', token, HOLDER_DAYS * 86_400);

async function forget(what: What): Promise<void> {
  (await cookies()).delete({ name: nameOf(what), path: '/', secure: servedOverTls() });
}

export async function forgetHolder(): Promise<void> {
  await forget('holder');
  await forget('roster-proof');
}

/** Reads the token that binds an emailed code to the browser that asked for it. */
export const readProofToken = () => read('roster-proof');
export const writeProofToken = (token: string) => write('roster-proof', token, PROOF_MINUTES * 60);
export const forgetProof = () => forget('roster-proof');
