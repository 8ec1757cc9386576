import { cookies } from 'next/headers';
import { servedOverTls } from '@/lib/platform/env';

/** Long enough for an event of several days, to which people come back with the same phone. */
const REMEMBERED_DAYS = 7;

/** Returns the cookie's name; `__Host-` binds it to this exact host and to TLS, like the session cookie. */
const nameOf = () => `${servedOverTls() ? '__Host-' : ''}pdups.check-in`;

/** Reads which person checked in with this phone. */
export async function readCheckIn(): Promise<string | null> {
  return (await cookies()).get(nameOf())?.value ?? null;
}

export async function writeCheckIn(text: string): Promise<void> {
  (await cookies()).set(nameOf(), text, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: servedOverTls(),
    maxAge: REMEMBERED_DAYS * 86_400,
  });
}

export async function forgetCheckIn(): Promise<void> {
  (await cookies()).delete({ name: nameOf(), path: '/', secure: servedOverTls() });
}
