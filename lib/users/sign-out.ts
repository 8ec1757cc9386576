import { endSession } from '@/db/queries/sessions';
import { asVisitor, record } from '@/lib/audit/record';
import type { Visit } from '@/lib/platform/visit';
import { hashToken } from './token';

/** Ends the session at once: the cookie and every copy of it stop working at the next request. */
export async function signOut(visit: Visit, token: string): Promise<void> {
  await visit.db.transaction(async (tx) => {
    const ended = await endSession(tx, hashToken(token), visit.clock.now());
    if (ended) await record(tx, asVisitor(visit), { action: 'sign_out', subject: `user:${ended.userId}` });
  });
}
