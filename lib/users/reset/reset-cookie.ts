import { cookies } from 'next/headers';
import { servedOverTls } from '@/lib/platform/env';
import { WALK_MINUTES } from './rules';

/** `__Host-` binds a cookie to this very host and to TLS, as with the session's. */
function nameOf(what: 'reset' | 'reset-address'): string {
  return `${servedOverTls() ? '__Host-' : ''}pdups.${what}`;
}

async function write(what: 'reset' | 'reset-address', value: string): Promise<void> {
  (await cookies()).set(nameOf(what), value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: servedOverTls(),
    maxAge: 2 * WALK_MINUTES * 60,
  });
}

/** What binds a walk to the browser that began it: 32 random bytes, of which the database has the hash only. */
export async function readResetToken(): Promise<string | null> {
  return (await cookies()).get(nameOf('reset'))?.value ?? null;
}

export async function writeResetToken(token: string): Promise<void> {
  await write('reset', token);
  await forgetTypedAddress();
}

/**
 * The address that the person typed stays in their own browser, so that a slip can be seen and put right and another
 * code be asked for; the server keeps no addresses that belong to nobody.
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
