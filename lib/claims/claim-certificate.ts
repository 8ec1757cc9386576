import type { Queryable, Transaction } from '@/db/client';
import { listAttendeesForIssue, listNamesakes } from '@/db/queries/attendees';
import { type ClaimRow, findClaimByRequest, findOwnClaim, insertClaim } from '@/db/queries/claims';
import { isCertifiedAtTheSameTime, listClaimedSessions, lockClaimsOf } from '@/db/queries/conference-links';
import { lockEvent } from '@/db/queries/events';
import { countClaimsOfLink, lockShareLink } from '@/db/queries/share-links';
import type { Attendee } from '@/lib/access/actor';
import { identityOf } from '@/lib/attendees/identity';
import { record } from '@/lib/audit/record';
import type { Made } from '@/lib/certificates/issue/make-certificates';
import { type Locked, prepareAndStore } from '@/lib/certificates/issue/prepare-and-store';
import { whyNotIssuable } from '@/lib/certificates/issue/rules';
import { AppError, StaleError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { linkState, whyLinkFull } from '@/lib/share-links/rules';
import { type Claim, type Claimant, findClaimed, issueClaimed, makeClaimed } from './claimed-certificate';
import { whyNotNextTo } from './conference/rules';
import { ALONE, type Neighbors } from './entry-of-claim';
import { mayClaim, type WaitsFor, whoClaims, whyNotTheSameClaim } from './rules';

/** A claim by a person who stated that they completed the event and are a Montana educator (M23). */
export type ClaimRequest = {
  /** For a course that is always open, the year in which the claim counts. */
  eventId: number;
  /** The years of the course around it. */
  neighbors?: Neighbors;
  claimant: Claimant;
  /** The roster line that the person proved to be theirs; null for a person who only states who they are. */
  attendeeId: number | null;
  /** The link, whose dates and limit apply. */
  shareLinkId: number;
  /** The conference whose link led there; null when the person opened the link itself. */
  conferenceId: number | null;
  /** Whether the provider decides on the claim before there is a certificate. */
  reviewed: boolean;
  /** SHA-256 of the token with which the browser finds the claim again. */
  holderHash: string;
  /** Identifies the form, so that a form sent twice counts as one claim. */
  requestKey: string;
  /** Runs once in the same transaction, which has locked the event and made the claim by then. */
  alongside?: (tx: Transaction, made: MadeClaim) => Promise<void>;
};

/** A claim that was just made, and the person on the roster whose claim it is, if that is known. */
export type MadeClaim = { claimId: number; attendeeId: number | null };

export type ClaimOutcome = {
  claimId: number;
  state: 'waiting' | 'issued' | 'refused' | 'withdrawn';
  certificateId: number | null;
};

/**
 * Issues a certificate to a person who is allowed to claim one, or lets the claim wait for the provider. The
 * certificate is made outside of the transaction that issues it, so that many people who claim at once wait for each
 * other only briefly. The caller has checked what the link requires: code word, proof of the address, evaluation.
 * @throws AppError `not_found` when the link is no longer open; `invalid` before the event, when every place is taken,
 * or for a person who did not complete it; `conflict`; `unavailable`
 */
export async function claimCertificate(ctx: Context<Attendee>, request: ClaimRequest): Promise<ClaimOutcome> {
  return prepareAndStore(ctx, async () => {
    const before = await findMadeBefore(ctx.db, request);
    if (before) return { outcome: before };
    const fit = await fitOf(ctx.db, request);
    const claim = await claimOf(ctx.db, request, fit);
    const made = fit.waitsFor === null ? await makeClaimed(ctx, claim) : null;
    return {
      eventId: request.eventId,
      attendees: claim.attendee ? [claim.attendee] : [],
      shared: made?.shared ?? null,
      givesOut: true,
      store: (tx, locked) => storeClaim(tx, ctx, { ...request, fit, claim, made, locked }),
    };
  });
}

/** The person on the roster whose claim it is, and why the claim waits for the provider, or null. */
type FoundFit = { attendeeId: number | null; waitsFor: WaitsFor | null };

/** Finds the claim's attendee: a person who proved an address is the one on the roster, others are compared by name. */
async function fitOf(
  db: Queryable,
  { eventId, neighbors = ALONE, claimant, attendeeId, reviewed }: ClaimRequest,
): Promise<FoundFit> {
  if (attendeeId !== null) {
    const [own] = await listAttendeesForIssue(db, eventId, [attendeeId], 'every-provider');
    if (own && !mayClaim(own)) return { attendeeId, waitsFor: 'not_completed' };
    if (!own || own.currentCertificateId !== null) return { attendeeId, waitsFor: null };
    return {
      attendeeId,
      waitsFor: (await isElsewhere(db, eventId, claimant)) ? 'overlap' : reviewed ? 'review' : null,
    };
  }
  const fit = whoClaims(await listNamesakes(db, eventId, claimant), claimant);
  if (fit.waitsFor !== null) return fit;
  if (await hasOtherYears(db, neighbors, claimant)) return { ...fit, waitsFor: 'other_year' };
  if (await isElsewhere(db, eventId, claimant)) return { ...fit, waitsFor: 'overlap' };
  return { ...fit, waitsFor: reviewed ? 'review' : null };
}

/** Returns whether the person has a certificate of another session at the same time, whatever phone they claimed it on. */
function isElsewhere(db: Queryable, eventId: number, claimant: Claimant): Promise<boolean> {
  return isCertifiedAtTheSameTime(db, { eventId, identity: identityOf(claimant) });
}

/**
 * Returns whether the person has a certificate of the year next to the one of a claim made around its beginning: somebody
 * who claims on both sides of midnight must not get two certificates for one completion.
 */
async function hasOtherYears(db: Queryable, { before, after }: Neighbors, claimant: Claimant): Promise<boolean> {
  for (const eventId of [before, after]) {
    if (eventId === null) continue;
    const { waitsFor } = whoClaims(await listNamesakes(db, eventId, claimant), claimant);
    if (waitsFor === 'has_certificate') return true;
  }
  return false;
}

async function claimOf(
  db: Queryable,
  { eventId, claimant, attendeeId: proved }: ClaimRequest,
  { attendeeId, waitsFor }: FoundFit,
): Promise<Claim> {
  const attendee = attendeeId === null || waitsFor ? null : await findClaimed(db, eventId, attendeeId);
  return { eventId, claimant, attendee, identity: identityOf(claimant), proved: proved !== null };
}

type Found = ClaimRequest & { fit: FoundFit; claim: Claim; made: Made | null; locked: Locked };

async function storeClaim(tx: Transaction, ctx: Context<Attendee>, found: Found): Promise<ClaimOutcome> {
  const { eventId, neighbors = ALONE, shareLinkId, claimant, fit, claim, made, locked } = found;
  // Claims for the year before wait for this one or are seen by it. Years are locked latest first, and before the link.
  if (neighbors.before !== null) await lockEvent(tx, neighbors.before, 'every-provider');
  const link = await lockShareLink(tx, shareLinkId);
  const before = await findMadeBefore(tx, found);
  if (before) return before;
  if (!link || linkState(link, ctx.clock.today()) !== 'open') throw linkNotOpen();
  // A person who already has a certificate doesn't use up a place by claiming again.
  const counts = link.most !== null && !claim.attendee?.currentCertificateId;
  const full = counts ? whyLinkFull(link, await countClaimsOfLink(tx, link.id)) : null;
  const why = full ?? whyNotIssuable(locked.event, ctx.clock.today());
  if (why) throw new AppError('invalid', why);
  const { conferenceId } = locked.event;
  if (conferenceId !== null) await lockClaimsOf(tx, { identity: identityOf(claimant) });
  // When two people claim at once under one name, the second one finds the first one here.
  const now = await fitOf(tx, found);
  if (now.attendeeId !== fit.attendeeId || now.waitsFor !== fit.waitsFor) throw new StaleError();

  if (conferenceId !== null) await refuseOverlap(tx, found);
  const issued = fit.waitsFor === null ? await issueClaimed(tx, ctx, claim, { made, locked }) : null;
  const state = issued ? 'issued' : 'waiting';
  const attendeeId = issued?.attendeeId ?? fit.attendeeId;
  const claimId = await insertClaim(tx, {
    eventId,
    shareLinkId,
    conferenceId: found.conferenceId,
    holderHash: found.holderHash,
    ...claimant,
    state,
    waitsFor: fit.waitsFor,
    attendeeId,
    certificateId: issued?.certificateId ?? null,
    statedAt: ctx.clock.now(),
    requestKey: found.requestKey,
  });
  if (claimId === null) throw new StaleError();
  await found.alongside?.(tx, { claimId, attendeeId });
  await record(tx, ctx, {
    action: 'claim.made',
    subject: `event:${eventId}`,
    details: { claimId, linkId: shareLinkId, state },
  });
  return { claimId, state, certificateId: issued?.certificateId ?? null };
}

/** Refuses a session at the same time as another one that this browser claimed for the same person, even at once. */
async function refuseOverlap(
  tx: Transaction,
  { eventId, holderHash, claimant, locked }: Pick<Found, 'eventId' | 'holderHash' | 'claimant' | 'locked'>,
): Promise<void> {
  await lockClaimsOf(tx, { holderHash });
  const claimed = await listClaimedSessions(tx, { eventId, holderHash, name: claimant.name });
  const why = whyNotNextTo(locked.event, claimed);
  if (why) throw new AppError('invalid', why);
}

/** Returns the result of an earlier claim: by the same form, or in a second tab for the same person. */
async function findMadeBefore(db: Queryable, request: ClaimRequest): Promise<ClaimOutcome | null> {
  const sent = await findClaimByRequest(db, request.requestKey);
  if (sent) return sameClaim(sent, request);
  const { eventId, shareLinkId, holderHash, claimant, attendeeId } = request;
  const own = await findOwnClaim(db, { eventId, shareLinkId, holderHash, name: claimant.name, attendeeId });
  return own && outcomeOf(own);
}

/** Returns the same result for the same form, whether sent by a double tap, a second try or the back button. */
function sameClaim(claim: ClaimRow, request: ClaimRequest): ClaimOutcome {
  const why = whyNotTheSameClaim(claim, { ...request, name: request.claimant.name });
  if (why) throw new AppError('conflict', why);
  return outcomeOf(claim);
}

function outcomeOf({ id, state, certificateId }: ClaimRow): ClaimOutcome {
  return { claimId: id, state, certificateId };
}
