import type { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { authOptions } from '@/lib/users/auth-options';

type Params = { params: Promise<{ nextauth: string[] }> };

/** The next-auth URLs that the product uses, each with its method. The pages sign out through an action. */
const METHODS: Record<string, 'GET' | 'POST'> = { csrf: 'GET', session: 'GET', 'callback/credentials': 'POST' };

/** Handles next-auth's own endpoints. The pages use server actions that encrypt and decrypt the same cookie. */
async function handle(request: NextRequest, context: Params): Promise<Response> {
  const endpoint = (await context.params).nextauth.join('/');
  const method = Object.hasOwn(METHODS, endpoint) ? METHODS[endpoint] : undefined;
  if (!method) return new Response('There is nothing at this address.\n', { status: 404 });
  if (request.method !== method) {
    return new Response(`This address takes ${method} only.\n`, { status: 405, headers: { Allow: method } });
  }
  if (!(await isReadable(request))) return new Response('The request could not be read.\n', { status: 400 });
  return NextAuth(request as never, context as never, authOptions());
}

/**
 * Returns false for input that next-auth would answer with 500: a body that is not a form of strings, or an invalid URL
 * to return to, in the form, the query or its own cookie.
 */
async function isReadable(request: NextRequest): Promise<boolean> {
  const callbacks = request.nextUrl.searchParams.getAll('callbackUrl');
  for (const { name, value } of request.cookies.getAll()) {
    if (name.endsWith('next-auth.callback-url')) callbacks.push(value);
  }
  if (request.method === 'POST') {
    const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim();
    if (type !== 'application/x-www-form-urlencoded') return false;
    callbacks.push(...new URLSearchParams(await request.clone().text()).getAll('callbackUrl'));
  }
  return callbacks.every(isWebAddress);
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text, text.startsWith('/') ? 'http://localhost' : undefined);
  return url !== null && /^https?:$/.test(url.protocol);
}

export { handle as GET, handle as POST };
