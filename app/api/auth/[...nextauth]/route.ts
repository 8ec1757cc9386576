import NextAuth from 'next-auth';
import { authOptions } from '@/lib/users/auth-options';

type Params = { params: Promise<{ nextauth: string[] }> };

/** next-auth's own endpoints. The pages use server actions that seal and open the same cookie. */
async function handle(request: Request, context: Params): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions());
}

export { handle as GET, handle as POST };
