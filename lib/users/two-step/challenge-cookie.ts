import { cookies } from 'next/headers';
import { servedOverTls } from '@/lib/platform/env';
import { CHALLENGE_MINUTES } from './rules';

const name = () => (servedOverTls() ? '__Host-pdups.challenge' : 'pdups.challenge');

/** The challenge that this browser brought its password for, or null. What it is still worth, only its row knows. */
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
