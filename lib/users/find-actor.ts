import { findLiveSession, touchSession } from '@/db/queries/sessions';
import type { Actor, Visit } from '@/lib/platform/visit';
import { IDLE_MINUTES, SESSION_HOURS } from './rules';
import { hashToken } from './token';
import { mustSetUpTwoStep } from './two-step/rules';

/** Writing "last seen" at each request would make every page view a write; once a minute is exact enough. */
const SEEN_EVERY_MS = 60_000;

/** Who holds this session token now, or null when the session ended, expired or its person lost access. */
export async function findActor(visit: Visit, token: string): Promise<Actor | null> {
  const now = visit.clock.now();
  const session = await findLiveSession(visit.db, hashToken(token), {
    notBefore: new Date(now.getTime() - SESSION_HOURS * 3_600_000),
    idleSince: new Date(now.getTime() - IDLE_MINUTES * 60_000),
  });
  if (!session) return null;
  const { sessionId, userId, name, username, staffRole, providerId, providerName, role } = session;
  const severalProviders = !staffRole && session.otherProviders;
  const startPage = severalProviders ? 'portal' : session.startPage;
  const person = {
    userId,
    name,
    username,
    sessionId,
    startPage,
    mustSetUpTwoStep: mustSetUpTwoStep(session),
  } as const;
  const actor: Actor | null = staffRole
    ? { ...person, kind: 'staff', role: staffRole }
    : providerId && providerName && role
      ? { ...person, kind: 'provider', providerId, providerName, role, severalProviders }
      : null;
  if (actor && now.getTime() - session.lastSeenAt.getTime() > SEEN_EVERY_MS) {
    await touchSession(visit.db, session.sessionId, now);
  }
  return actor;
}
