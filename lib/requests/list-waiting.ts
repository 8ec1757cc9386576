import { findWaiting, type WaitingFor } from '@/db/queries/requests';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { placeOf } from '@/lib/access/place';
import { scopeOf } from '@/lib/access/scope';
import { type OwedCounts, owedCountsIn, owedRequest } from '@/lib/events/list-owed-counts';
import type { Context } from '@/lib/platform/visit';
import { CAPABILITY_TO_ASK, REQUEST_KINDS, type RequestKind } from './rules';

const MAX_COUNTED = 100;

/** What waits for a person: the counts that are owed, and how many requests wait for their answer. */
export type Waiting = { owed: OwedCounts; requests: { count: number; orMore: boolean } };

/**
 * Returns what waits for the person, for the header of every page. For staff, these are the open requests that are
 * assigned to them or to nobody; for a provider's user, the requests with a question that they can answer.
 */
export async function listWaiting(ctx: Context): Promise<Waiting> {
  const { owed, requests } = await findWaiting(ctx.db, {
    scope: scopeOf(ctx.actor),
    owed: owedRequest(ctx),
    who: waitingFor(ctx),
    countTo: MAX_COUNTED + 1,
  });
  return {
    owed: owedCountsIn(owed, ctx.clock.today()),
    requests: { count: Math.min(requests, MAX_COUNTED), orMore: requests > MAX_COUNTED },
  };
}

function waitingFor(ctx: Context): WaitingFor | null {
  const { actor } = ctx;
  const place = placeOf(actor);
  if (place) return { providerId: place.providerId, without: kindsOfOthers(ctx) };
  return whyNotAllowed(actor, 'request.decide') === null ? { staffUserId: actor.userId } : null;
}

/** Returns the kinds whose questions other people at the provider answer. */
function kindsOfOthers({ actor }: Context): RequestKind[] {
  return REQUEST_KINDS.filter((kind) => whyNotAllowed(actor, CAPABILITY_TO_ASK[kind]) !== null);
}
