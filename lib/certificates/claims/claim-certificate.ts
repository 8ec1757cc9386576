import type { Queryable, Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { type ClaimRow, findClaimByRequest, findHeldClaim, insertClaim } from '@/db/queries/claims';
import { lockEvent } from '@/db/queries/events';
import { countClaimsOfLink, lockShareLink } from '@/db/queries/share-links';
import { record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import type { Prepared } from '../issue/prepare';
import { whyNotIssuable } from '../issue/rules';
import { linkNotOpen } from '../share-links/not-found';
import { linkState, whyLinkFull } from '../share-links/rules';
import {
  type Claimant,
  type Claimed,
  type ClaimedBy,
  findClaimed,
  holdAsItWas,
  issueClaimed,
  Outdated,
  prepareClaimed,
} from './claimed-certificate';
import { whyNotTheSameClaim } from './rules';

/** A claim by somebody who stated that they completed the event and are a Montana educator (M23). */
export type ClaimRequest = {
  eventId: number;
  claimant: Claimant;
  for: ClaimedBy;
  /** Through which link, whose days and limit then hold; null for a learning management system. */
  shareLinkId: number | null;
  /** The provider lets the claim pass before there is a certificate. */
  reviewed: boolean;
  /** SHA-256 of the token by which the browser finds it again. */
  holderHash: string;
  /** A form sent twice makes one claim. */
  requestKey: string;
  /** What else belongs into the same transaction, once; the event is held by then. */
  alongside?: (tx: Transaction) => Promise<void>;
};

export type ClaimOutcome = {
  claimId: number;
  state: 'waiting' | 'issued' | 'refused' | 'withdrawn';
  certificateId: number | null;
};

/** An event or a roster line that keeps being edited while a certificate is made is tried this often. */
const TRIES = 4;

/**
 * Gives a certificate to whoever may claim one, or lets the claim wait for the provider. It is made outside of the
 * transaction that issues it, so a room of people who claim at once wait for each other for a moment only. The caller
 * has checked what the link asks for: code word, proof of the address, evaluation.
 * @throws AppError `not_found` when the link is not open any more; `invalid` before the event, when every place is
 * taken, or for who did not complete it; `conflict`; `unavailable`
 */
export async function claimCertificate(visit: Visit, request: ClaimRequest): Promise<ClaimOutcome> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = await findMadeBefore(visit.db, request);
    if (before) return before;
    const attendee = await findClaimed(visit.db, request);
    const prepared = request.reviewed ? null : await prepareClaimed(visit, request, attendee);
    try {
      return await visit.db.transaction((tx) => storeClaim(tx, visit, request, attendee, prepared));
    } catch (error) {
      if (!(error instanceof Outdated) && !cameTwice(error)) throw error;
    }
  }
  throw new AppError('conflict', 'The event is being edited right now. Wait a moment, then try again.');
}

async function storeClaim(
  tx: Transaction,
  visit: Visit,
  request: ClaimRequest,
  attendee: Claimed | null,
  prepared: Prepared | null,
): Promise<ClaimOutcome> {
  const { eventId, shareLinkId, claimant, reviewed } = request;
  const link = shareLinkId === null ? null : await lockShareLink(tx, shareLinkId);
  const before = await findMadeBefore(tx, request);
  if (before) return before;
  if (shareLinkId !== null) {
    if (!link || linkState(link, visit.clock.today()) !== 'open') throw linkNotOpen();
    // Who has a certificate already takes no place by seeing it again.
    const full = attendee?.currentCertificateId ? null : whyLinkFull(link, await countClaimsOfLink(tx, link.id));
    if (full) throw new AppError('invalid', full);
  }
  if (attendee) await holdAsItWas(tx, attendee);
  const event = await lockEvent(tx, eventId, 'every-provider');
  if (!event) throw eventNotFound();
  const early = whyNotIssuable(event, visit.clock.today());
  if (early) throw new AppError('invalid', early);

  const waits = reviewed && !attendee?.currentCertificateId;
  const issued = waits ? null : await issueClaimed(tx, visit, request, attendee, prepared);
  const state = issued ? 'issued' : 'waiting';
  const claimId = await insertClaim(tx, {
    eventId,
    shareLinkId,
    holderHash: request.holderHash,
    ...claimant,
    state,
    attendeeId: issued?.attendeeId ?? attendee?.id ?? null,
    certificateId: issued?.certificateId ?? null,
    statedAt: visit.clock.now(),
    requestKey: request.requestKey,
  });
  await request.alongside?.(tx);
  await record(tx, visit, {
    action: 'claim.made',
    subject: `event:${eventId}`,
    details: { claimId, linkId: shareLinkId, state },
  });
  return { claimId, state, certificateId: issued?.certificateId ?? null };
}

/** What this claim led to already: by the same form, or by another one, open in a second tab, for the same person. */
async function findMadeBefore(db: Queryable, request: ClaimRequest): Promise<ClaimOutcome | null> {
  const sent = await findClaimByRequest(db, request.requestKey);
  if (sent) return sameClaim(sent, request);
  const { shareLinkId, holderHash, claimant, for: whose } = request;
  if (shareLinkId === null) return null;
  const attendeeId = whose.kind === 'attendee' ? whose.attendeeId : null;
  const held = await findHeldClaim(db, { shareLinkId, holderHash, name: claimant.name, attendeeId });
  return held && outcomeOf(held);
}

/** The same form again, be it a double tap, a second try or the back button, leads to the same certificate. */
function sameClaim(claim: ClaimRow, request: ClaimRequest): ClaimOutcome {
  const why = whyNotTheSameClaim(claim, { ...request, name: request.claimant.name });
  if (why) throw new AppError('conflict', why);
  return outcomeOf(claim);
}

function outcomeOf({ id, state, certificateId }: ClaimRow): ClaimOutcome {
  return { claimId: id, state, certificateId };
}

function cameTwice(error: unknown): boolean {
  const fault = databaseFault(error);
  return fault?.kind === 'duplicate' && fault.constraint === 'claims_request_key_unique';
}
