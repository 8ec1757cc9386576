import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { currentVisit } from '@/lib/platform/current-visit';
import { env, servedOverTls } from '@/lib/platform/env';
import { isAppError } from '@/lib/platform/errors';
import { findActor } from './find-actor';
import { SESSION_HOURS } from './rules';
import { signInAtOnce, signInAtOnceSchema } from './sign-in';
import { signOut } from './sign-out';

/** `__Host-` binds the cookie to this very host and to TLS; plain HTTP, as on one's own machine, cannot carry it. */
export function sessionCookieName(): string {
  return servedOverTls() ? '__Host-pdups.session' : 'pdups.session';
}

export const SESSION_SECONDS = SESSION_HOURS * 3600;

/**
 * next-auth keeps the sealed cookie; what it seals is only the token of a session row. Every request asks the row
 * (SECURITY: "Sessions"), so a cookie that was copied dies with its session.
 */
export function authOptions(): NextAuthOptions {
  const secure = servedOverTls();
  return {
    secret: env().SESSION_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookieName(), options: { httpOnly: true, sameSite: 'lax', path: '/', secure } },
    },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [
      CredentialsProvider({
        credentials: {
          username: { label: 'Username' },
          password: { label: 'Password', type: 'password' },
          // With two-step sign-in on, a password alone is refused here too.
          code: { label: 'Code', type: 'text' },
        },
        async authorize(credentials) {
          const input = signInAtOnceSchema.safeParse(credentials);
          if (!input.success) return null;
          try {
            const token = await signInAtOnce(await currentVisit(), input.data);
            return { id: input.data.username, sessionToken: token };
          } catch (error) {
            if (isAppError(error) && error.code === 'unauthenticated') return null;
            throw error;
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user && 'sessionToken' in user ? { sid: user.sessionToken } : { sid: token.sid }),
      async session({ session, token }) {
        const actor = typeof token.sid === 'string' ? await findActor(await currentVisit(), token.sid) : null;
        return actor ? { expires: session.expires, user: { name: actor.name } } : { expires: session.expires };
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === 'string') await signOut(await currentVisit(), token.sid);
      },
    },
    logger: { error: () => {}, warn: () => {}, debug: () => {} },
  };
}
