import NextAuth from 'next-auth';
import { authOptions } from '@/lib/users/auth-options';

type Params = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own endpoints. The pages use server actions that seal and open the same cookie. */
async function handle(request: Request, context: Params): Promise<Response> {
  if (!(await hasReadableBody(request.clone()))) return new Response('The request cannot be read.\n', { status: 400 });
  const isCallback = (await context.params).nextauth[0] === 'callback';
  // next-auth would answer 500 to a sign-in that sends nothing.
  if (isCallback && request.method !== 'POST') {
    return new Response('This address takes POST only.\n', { status: 405, headers: { Allow: 'POST' } });
  }
  return NextAuth(request as never, context as never, authOptions());
}

/** next-auth trips over JSON that is none, or no object, and would answer 500. */
async function hasReadableBody(request: Request): Promise<boolean> {
  if (request.method !== 'POST' || !request.headers.get('content-type')?.includes('application/json')) return true;
  const body: unknown = await request.json().catch(() => null);
  return typeof body === 'object' && body !== null;
}

export { handle as GET, handle as POST };
