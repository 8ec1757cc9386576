import { findLiveSession, touchSession } from '@/db/queries/sessions';
import type { Person } from '@/lib/access/actor';
import { placeOf } from '@/lib/access/place';
import type { SignedIn } from '@/lib/access/session';
import { standingOn } from '@/lib/access/standing';
import type { Visit } from '@/lib/platform/visit';
import { IDLE_MINUTES, SESSION_HOURS } from './rules';
import { hashToken } from './token';
import { mustSetUpTwoStep } from './two-step/rules';

/** Updating "last seen" on each request would make every page view a write; once a minute is precise enough. */
const SEEN_EVERY_MS = 60_000;

/** Returns the person this session token belongs to; null when the session ended, expired or its person lost access. */
export async function findSignedIn(visit: Visit, token: string): Promise<SignedIn | null> {
  const now = visit.clock.now();
  const row = await findLiveSession(visit.db, hashToken(token), {
    notBefore: new Date(now.getTime() - SESSION_HOURS * 3_600_000),
    idleSince: new Date(now.getTime() - IDLE_MINUTES * 60_000),
    now,
  });
  if (!row) return null;
  const { sessionId, userId, name, username, staffRole, providerId, providerName, role } = row;
  const { actingProviderId, actingProviderName, actingProvider, actingUntil } = row;
  const today = visit.clock.today();
  const person = { userId, name, username };
  const onBehalfOf =
    actingProviderId && actingProviderName && actingProvider
      ? {
          providerId: actingProviderId,
          providerName: actingProviderName,
          standing: standingOn(actingProvider, today),
        }
      : null;
  const actor: Person | null = staffRole
    ? { ...person, kind: 'staff', role: staffRole, ...(onBehalfOf && { onBehalfOf }) }
    : providerId && providerName && row.provider && role
      ? { ...person, kind: 'provider', providerId, providerName, standing: standingOn(row.provider, today), role }
      : null;
  if (!actor) return null;
  const isDue = now.getTime() - row.lastSeenAt.getTime() > SEEN_EVERY_MS;
  if (isDue && !visit.unattended) await touchSession(visit.db, sessionId, now);
  const severalProviders = placeOf(actor) !== null && row.otherProviders;
  return {
    actor,
    session: {
      id: sessionId,
      startPage: severalProviders ? 'portal' : row.startPage,
      severalProviders,
      mustSetUpTwoStep: mustSetUpTwoStep(row),
      ...(onBehalfOf && actingUntil && { actingUntil }),
    },
  };
}
