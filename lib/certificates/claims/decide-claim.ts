import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { listCurrentForMailing } from '@/db/queries/certificate-list';
import { type ClaimRow, lockClaim, updateClaim } from '@/db/queries/claims';
import { lockEvent } from '@/db/queries/events';
import { record } from '@/lib/audit/record';
import { authoriseEventChange } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { revokeInHand } from '../change/revoke-certificate';
import { linkNotFoundForProvider } from '../share-links/not-found';
import { findClaimed, holdAsItWas, issueClaimed, Outdated, prepareClaimed } from './claimed-certificate';
import { getClaim } from './list-claims';
import { mailClaimed } from './mail-claimed';

/** Kept with the claim; only the provider and staff read it. */
export const claimReasonSchema = z.object({ reason: paragraphsOfText({ label: 'A reason', max: 500 }) });

type OfClaim = { eventId: number; claimId: number };

const TRIES = 4;

/**
 * Lets a claim that waits pass: the person gets the certificate, by e-mail as well if they left an address. Accepted
 * twice is accepted.
 * @throws AppError `not_found`, `forbidden`, `invalid`, `unavailable`, or `conflict` when it was refused meanwhile
 */
export async function acceptClaim(ctx: Context, { eventId, claimId }: OfClaim): Promise<void> {
  const seen = await getClaim(ctx, eventId, claimId);
  authoriseEventChange(ctx.actor);
  const { name, email, school, educatorNumber } = seen;
  const claim = { eventId, claimant: { name, email, school, educatorNumber }, for: claimedBy(seen) };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const attendee = await findClaimed(ctx.db, claim);
    const prepared = await prepareClaimed(ctx, claim, attendee);
    try {
      return await ctx.db.transaction(async (tx) => {
        const now = await holdClaim(tx, ctx, { eventId, claimId });
        if (now.state === 'issued') return;
        if (now.state !== 'waiting') throw decidedAlready();
        if (attendee) await holdAsItWas(tx, attendee);
        await lockEvent(tx, eventId, 'every-provider');
        const issued = await issueClaimed(tx, ctx, claim, attendee, prepared);
        await updateClaim(tx, claimId, { ...issued, ...decided(ctx), state: 'issued' });
        const [certificate] = await listCurrentForMailing(tx, eventId, [issued.attendeeId]);
        if (now.email && certificate && !certificate.mailed) {
          await mailClaimed(tx, ctx, { ...certificate, email: now.email });
        }
        await record(tx, ctx, { action: 'claim.accepted', subject: `event:${eventId}`, details: { claimId } });
      });
    } catch (error) {
      if (!(error instanceof Outdated)) throw error;
    }
  }
  throw new AppError('conflict', 'The event is being edited right now. Wait a moment, then try again.');
}

/**
 * Refuses a claim that waits. The person is told whom to ask, and not why.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it was accepted meanwhile
 */
export async function refuseClaim(ctx: Context, input: OfClaim & { reason: string }): Promise<void> {
  const { eventId, claimId, reason } = input;
  await ctx.db.transaction(async (tx) => {
    const claim = await holdClaim(tx, ctx, input);
    authoriseEventChange(ctx.actor);
    if (claim.state === 'refused') return;
    if (claim.state !== 'waiting') throw decidedAlready();
    await updateClaim(tx, claimId, { ...decided(ctx), state: 'refused', reason });
    await record(tx, ctx, { action: 'claim.refused', subject: `event:${eventId}`, details: { claimId, reason } });
  });
}

/**
 * Takes back what was claimed: revokes the certificate that holds now, with the reason, and frees the place.
 * @throws AppError `not_found`, `forbidden`, or `conflict`
 */
export async function withdrawClaim(ctx: Context, input: OfClaim & { reason: string }): Promise<void> {
  const { eventId, claimId, reason } = input;
  await ctx.db.transaction(async (tx) => {
    const claim = await holdClaim(tx, ctx, input);
    authoriseEventChange(ctx.actor);
    if (claim.state === 'withdrawn') return;
    if (claim.state !== 'issued' || claim.attendeeId === null) throw decidedAlready();
    const [certificate] = await listCurrentForMailing(tx, eventId, [claim.attendeeId]);
    if (certificate) {
      const { attendeeId, certificateId: id, serial } = certificate;
      await revokeInHand(tx, ctx, { eventId, attendeeId, certificate: { id, serial }, reason });
    }
    await updateClaim(tx, claimId, { ...decided(ctx), state: 'withdrawn', reason });
    await record(tx, ctx, { action: 'claim.withdrawn', subject: `event:${eventId}`, details: { claimId, reason } });
  });
}

function claimedBy(claim: { attendeeId: number | null; requestKey: string }) {
  return claim.attendeeId === null
    ? ({ kind: 'newcomer', identity: `claim:${claim.requestKey}`, source: 'link', units: null } as const)
    : ({ kind: 'attendee', attendeeId: claim.attendeeId } as const);
}

async function holdClaim(tx: Transaction, ctx: Context, { eventId, claimId }: OfClaim): Promise<ClaimRow> {
  const claim = await lockClaim(tx, eventId, claimId, scopeOf(ctx.actor));
  if (!claim) throw linkNotFoundForProvider();
  return claim;
}

function decided(ctx: Context) {
  return { decidedBy: ctx.actor.userId, decidedAt: ctx.clock.now() };
}

function decidedAlready(): AppError {
  return new AppError('conflict', 'Somebody decided this claim meanwhile. Open it again to see how it stands.');
}
