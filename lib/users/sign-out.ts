import { endSession } from '@/db/queries/sessions';
import { record } from '@/lib/audit/record';
import type { Visit } from '@/lib/platform/visit';
import { hashToken } from './token';

/** Ends the session at once: the cookie is worth nothing at the next request, wherever a copy of it lies. */
export async function signOut(visit: Visit, token: string): Promise<void> {
  await visit.db.transaction(async (tx) => {
    const ended = await endSession(tx, hashToken(token), visit.clock.now());
    if (ended) await record(tx, visit, { action: 'sign_out', subject: `user:${ended.userId}` });
  });
}
