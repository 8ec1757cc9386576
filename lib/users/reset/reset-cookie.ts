import { cookies } from 'next/headers';
import { servedOverTls } from '@/lib/platform/env';
import { FLOW_MINUTES } from './rules';

/** `__Host-` binds a cookie to this exact host and to TLS, like the session cookie. */
function nameOf(what: 'reset' | 'reset-address'): string {
  return `${servedOverTls() ? '__Host-' : ''}pdups.${what}`;
}

async function write(what: 'reset' | 'reset-address', value: string): Promise<void> {
  (await cookies()).set(nameOf(what), value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: servedOverTls(),
    maxAge: 2 * FLOW_MINUTES * 60,
  });
}

/**
 * Reads the token that binds a reset flow to the browser that began it: 32 random bytes, of which the database stores
 * only the hash.
 */
export async function readResetToken(): Promise<string | null> {
  return (await cookies()).get(nameOf('reset'))?.value ?? null;
}

export async function writeResetToken(token: string): Promise<void> {
  await write('reset', token);
  await forgetTypedAddress();
}

/**
 * Reads the address that the person typed. It stays in their own browser, so that they can see and fix a typo and ask
 * for another code; the server stores no addresses that belong to nobody.
 */
export async function readTypedAddress(): Promise<string> {
  return ((await cookies()).get(nameOf('reset-address'))?.value ?? '').slice(0, 254);
}

export async function writeTypedAddress(address: string): Promise<void> {
  await write('reset-address', address);
}

export async function forgetTypedAddress(): Promise<void> {
  (await cookies()).delete({ name: nameOf('reset-address'), path: '/', secure: servedOverTls() });
}
