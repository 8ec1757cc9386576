import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { currentVisit } from '@/lib/platform/current-visit';
import { env, servedOverTls } from '@/lib/platform/env';
import { isAppError } from '@/lib/platform/errors';
import { withDevice, writeDeviceToken } from './devices/device-cookie';
import { findSignedIn } from './find-signed-in';
import { SESSION_HOURS } from './rules';
import { signInAtOnce, signInAtOnceSchema } from './sign-in';
import { signOut } from './sign-out';

/** `__Host-` binds the cookie to this exact host and to TLS; plain HTTP, as on a developer's machine, cannot carry it. */
export function sessionCookieName(): string {
  return servedOverTls() ? '__Host-pdups.session' : 'pdups.session';
}

export const SESSION_SECONDS = SESSION_HOURS * 3600;

/**
 * Configures next-auth, which only manages the signed cookie; the cookie contains nothing but the token of a session
 * row. Every request checks the row (SECURITY: "Sessions"), so a copied cookie dies with its session.
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
          // With two-step sign-in on, a password alone is rejected here too.
          code: { label: 'Code', type: 'text' },
        },
        async authorize(credentials) {
          const input = signInAtOnceSchema.safeParse(credentials);
          if (!input.success) return null;
          try {
            const visit = await withDevice(await currentVisit());
            const token = await signInAtOnce(visit, input.data);
            await writeDeviceToken(visit);
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
        const signedIn = typeof token.sid === 'string' ? await findSignedIn(await currentVisit(), token.sid) : null;
        const { expires } = session;
        return signedIn ? { expires, user: { name: signedIn.actor.name } } : { expires };
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
