import { cookies } from 'next/headers';
import { servedOverTls } from '@/lib/platform/env';
import { CHALLENGE_MINUTES } from './rules';

const name = () => (servedOverTls() ? '__Host-pdups.challenge' : 'pdups.challenge');

/** Returns the challenge that this browser got for its password, or null. Only the row says whether it is still valid. */
export async function readChallengeToken(): Promise<string | null> {
  return (await cookies()).get(name())?.value || null;
}

export async function writeChallengeToken(token: string): Promise<void> {
  (await cookies()).set(name(), token, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: servedOverTls(),
    maxAge: CHALLENGE_MINUTES * 60,
  });
}

export async function clearChallengeToken(): Promise<void> {
  (await cookies()).delete({ name: name(), path: '/', secure: servedOverTls() });
}
