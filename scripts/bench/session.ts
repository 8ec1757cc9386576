import { randomBytes } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import type postgres from 'postgres';
import { sessionCookieName } from '../../lib/users/auth-options';
import { SESSION_HOURS } from '../../lib/users/rules';
import { hashToken } from '../../lib/users/sign-in';

/** Opens a session for a person, as signing in would, and returns the request header for it. */
export async function openSession(sql: postgres.Sql, userId: number, providerId: number | null): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sql`insert into sessions (token_hash, user_id, provider_id, created_at, last_seen_at)
    values (${hashToken(token)}, ${userId}, ${providerId}, now(), now())`;
  const encrypted = await encode({
    token: { sid: token },
    secret: process.env.SESSION_SECRET!,
    maxAge: SESSION_HOURS * 3600,
  });
  return `${sessionCookieName()}=${encrypted}`;
}
