import { LRUCache } from 'lru-cache';
import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { env, servedOverTls } from '@/lib/platform/env';
import { sharedInProcess } from '@/lib/platform/shared';
import { SESSION_SECONDS, sessionCookieName } from './auth-options';

// Opening a cookie derives a key anew, which takes as long as a query. What is inside never changes, and how long it
// is good for is the row's to say.
const opened = sharedInProcess('openedSessionCookies', () => new LRUCache<string, string>({ max: 2_000 }));

/** The token of the session that the browser names, or null. Whether the session still lives, only its row knows. */
export async function readSessionToken(): Promise<string | null> {
  const sealed = (await cookies()).get(sessionCookieName())?.value;
  if (!sealed) return null;
  const kept = opened.get(sealed);
  if (kept) return kept;
  const token = await decode({ token: sealed, secret: env().SESSION_SECRET }).catch(() => null);
  if (typeof token?.sid !== 'string') return null;
  opened.set(sealed, token.sid);
  return token.sid;
}

/** Hands the browser a session in the very form that next-auth seals and opens. */
export async function writeSessionToken(token: string): Promise<void> {
  const sealed = await encode({ token: { sid: token }, secret: env().SESSION_SECRET, maxAge: SESSION_SECONDS });
  (await cookies()).set(sessionCookieName(), sealed, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: servedOverTls(),
    maxAge: SESSION_SECONDS,
  });
}

export async function clearSessionToken(): Promise<void> {
  (await cookies()).delete({ name: sessionCookieName(), path: '/', secure: servedOverTls() });
}
