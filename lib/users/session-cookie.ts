import { LRUCache } from 'lru-cache';
import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { env, servedOverTls } from '@/lib/platform/env';
import { sharedInProcess } from '@/lib/platform/shared';
import { SESSION_SECONDS, sessionCookieName } from './auth-options';

// Decrypting a cookie derives a key each time, which takes as long as a query. The content never changes, and the
// session row decides how long it is valid.
const opened = sharedInProcess('openedSessionCookies', () => new LRUCache<string, string>({ max: 2_000 }));

/** Returns the session token from the browser's cookie, or null. Only the session row says whether it is still alive. */
export async function readSessionToken(): Promise<string | null> {
  const encrypted = (await cookies()).get(sessionCookieName())?.value;
  if (!encrypted) return null;
  const kept = opened.get(encrypted);
  if (kept) return kept;
  const token = await decode({ token: encrypted, secret: env().SESSION_SECRET }).catch(() => null);
  if (typeof token?.sid !== 'string') return null;
  opened.set(encrypted, token.sid);
  return token.sid;
}

/** Returns whether the browser sent a session, even one that has ended. */
export async function sentSession(): Promise<boolean> {
  return (await cookies()).has(sessionCookieName());
}

/** Writes the session cookie in the exact format that next-auth encrypts and decrypts. */
export async function writeSessionToken(token: string): Promise<void> {
  const encrypted = await encode({ token: { sid: token }, secret: env().SESSION_SECRET, maxAge: SESSION_SECONDS });
  (await cookies()).set(sessionCookieName(), encrypted, {
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
