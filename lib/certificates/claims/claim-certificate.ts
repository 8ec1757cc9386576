import type { Transaction } from '@/db/client';
import { databaseFault } from '@/db/errors';
import { listAttendeesForIssue, lockAttendees } from '@/db/queries/attendees';
import {
  type ClaimRow,
  findAttendeeByIdentity,
  findClaimByRequest,
  findEventHours,
  insertClaim,
  insertClaimant,
} from '@/db/queries/claims';
import { lockEvent } from '@/db/queries/events';
import { countClaimsOfLink, lockShareLink } from '@/db/queries/share-links';
import { record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { type Prepared, prepareCertificates, storeCertificates } from '../issue/prepare';
import { whyNotIssuable } from '../issue/rules';
import { linkNotOpen } from '../share-links/not-found';
import { linkState, whyLinkFull } from '../share-links/rules';
import { whyNotTheSameClaim } from './rules';

/** What somebody says of themselves. */
export type Claimant = { name: string; email: string | null; school: string; educatorNumber: string };

/** A claim by somebody who stated that they completed the event and are a Montana educator (M23). */
export type ClaimRequest = {
  eventId: number;
  claimant: Claimant;
  /**
   * Whose certificate it becomes: that of somebody on the roster; or of somebody who comes with the claim, and is one
   * person under this identity. Units null: the event's.
   */
  for:
    | { kind: 'attendee'; attendeeId: number }
    | { kind: 'newcomer'; identity: string; source: 'link' | 'learning_system'; units: string | null };
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

/** The event, the person or their certificate changed since it was prepared. */
class Outdated extends Error {}

/**
 * Gives a certificate to whoever may claim one, or lets the claim wait for the provider. It is made outside of the
 * transaction that issues it, so a room of people who claim at once wait for each other for a moment only. The caller
 * has checked what the link asks for: code word, proof of the address, evaluation.
 * @throws AppError `not_found` when the link is not open any more; `invalid` before the event, when every place is
 * taken, or for who did not complete it; `conflict`; `unavailable`
 */
export async function claimCertificate(visit: Visit, request: ClaimRequest): Promise<ClaimOutcome> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = await findClaimByRequest(visit.db, request.requestKey);
    if (before) return sameClaim(before, request);
    const attendee = await findClaimed(visit, request);
    const prepared = await prepareFor(visit, request, attendee);
    try {
      return await visit.db.transaction((tx) => storeClaim(tx, visit, request, attendee, prepared));
    } catch (error) {
      if (!(error instanceof Outdated) && !cameTwice(error)) throw error;
    }
  }
  throw new AppError('conflict', 'The event is being edited right now. Wait a moment, then try again.');
}

type Claimed = Awaited<ReturnType<typeof listAttendeesForIssue>>[number];

/** The roster line that is claimed; null for somebody who comes with the claim. */
async function findClaimed({ db }: Visit, { eventId, for: whose }: ClaimRequest): Promise<Claimed | null> {
  const id = whose.kind === 'attendee' ? whose.attendeeId : await findAttendeeByIdentity(db, eventId, whose.identity);
  const [attendee] = id === null ? [] : await listAttendeesForIssue(db, eventId, [id], 'every-provider');
  if (!attendee && whose.kind === 'attendee') {
    throw new AppError('invalid', 'This line is not on the roster any more. Ask the provider of the event.');
  }
  if (attendee && !attendee.completed) {
    throw new AppError(
      'invalid',
      'The provider has not marked the event as completed for you. Certificates are for who completed it; ask the provider if you did.',
    );
  }
  return attendee ?? null;
}

async function prepareFor(visit: Visit, request: ClaimRequest, attendee: Claimed | null): Promise<Prepared | null> {
  const { eventId, claimant, for: whose } = request;
  if (request.reviewed || attendee?.currentCertificateId) return null;
  const own = whose.kind === 'newcomer' ? whose.units : null;
  const units = own ?? (await findEventHours(visit.db, eventId));
  if (units === null) throw eventNotFound();
  return prepareCertificates(visit, { eventId, scope: 'every-provider' }, [attendee ?? { ...claimant, units }]);
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
  const before = await findClaimByRequest(tx, request.requestKey);
  if (before) return sameClaim(before, request);
  if (shareLinkId !== null) {
    if (!link || linkState(link, visit.clock.today()) !== 'open') throw linkNotOpen();
    const full = whyLinkFull(link, await countClaimsOfLink(tx, link.id));
    if (full) throw new AppError('invalid', full);
  }
  if (attendee) await holdAsItWas(tx, attendee);
  const event = await lockEvent(tx, eventId, 'every-provider');
  if (!event) throw eventNotFound();
  const early = whyNotIssuable(event, visit.clock.today());
  if (early) throw new AppError('invalid', early);

  const issued = reviewed ? null : await issueTo(tx, visit, request, attendee, prepared);
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

/** The certificate that the person has, or the prepared one. */
async function issueTo(
  tx: Transaction,
  visit: Visit,
  request: ClaimRequest,
  attendee: Claimed | null,
  prepared: Prepared | null,
): Promise<{ attendeeId: number; certificateId: number }> {
  if (attendee?.currentCertificateId) {
    return { attendeeId: attendee.id, certificateId: attendee.currentCertificateId };
  }
  if (!prepared) throw new Outdated();
  const attendeeId = attendee?.id ?? (await addClaimant(tx, visit, request, prepared));
  const origin = request.shareLinkId === null ? 'learning_system' : 'claimed';
  const stored = await storeCertificates(tx, visit, prepared, [attendeeId], { origin });
  if (!stored) throw new Outdated();
  return { attendeeId, certificateId: stored[0]!.id };
}

async function addClaimant(tx: Transaction, visit: Visit, request: ClaimRequest, prepared: Prepared): Promise<number> {
  if (request.for.kind !== 'newcomer') throw new Outdated();
  const { identity, source } = request.for;
  const now = visit.clock.now();
  const id = await insertClaimant(tx, {
    eventId: request.eventId,
    ...request.claimant,
    units: prepared.certificates[0]!.facts.units,
    completed: true,
    source,
    identity,
    createdAt: now,
    updatedAt: now,
  });
  if (id === null) throw new Outdated();
  return id;
}

async function holdAsItWas(tx: Transaction, attendee: Claimed): Promise<void> {
  const [now] = await lockAttendees(tx, [attendee.id]);
  const same = now?.version === attendee.version && now.currentCertificateId === attendee.currentCertificateId;
  if (!same) throw new Outdated();
}

/** The same form again, be it a double tap, a second try or the back button, leads to the same certificate. */
function sameClaim(claim: ClaimRow, request: ClaimRequest): ClaimOutcome {
  const why = whyNotTheSameClaim(claim, { ...request, name: request.claimant.name });
  if (why) throw new AppError('conflict', why);
  return { claimId: claim.id, state: claim.state, certificateId: claim.certificateId };
}

function cameTwice(error: unknown): boolean {
  const fault = databaseFault(error);
  return fault?.kind === 'duplicate' && fault.constraint === 'claims_request_key_unique';
}
