import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { listNamesakes } from '@/db/queries/attendees';
import { listCurrentForMailing } from '@/db/queries/certificate-list';
import { type ClaimRow, lockClaim, updateClaim } from '@/db/queries/claims';
import { insertDistinct } from '@/db/queries/duplicates';
import { lockEvent } from '@/db/queries/events';
import { setCompleted } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { identityApart, identityOf } from '@/lib/attendees/identity';
import { whyNotCompleted } from '@/lib/attendees/rules';
import { record } from '@/lib/audit/record';
import { revokeLocked } from '@/lib/certificates/change/revoke-certificate';
import { AppError, StaleError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { linkNotFoundForProvider } from '@/lib/share-links/not-found';
import { recordId } from '@/lib/users/record-id';
import {
  type Claim,
  type Claimant,
  findOnRoster,
  issueClaimed,
  lockIfUnchanged,
  prepareClaimed,
} from './claimed-certificate';
import { getClaim } from './list-claims';
import { mailClaimed } from './mail-claimed';
import type { WaitsFor } from './rules';

/** Saved with the claim; only the provider and staff can read it. */
export const claimReasonSchema = z.object({ reason: paragraphsOfText({ label: 'A reason', max: 500 }) });

type OfClaim = { eventId: number; claimId: number };

const TRIES = 4;

/**
 * The provider's decision on whose claim it is: the person on the roster with this id, or somebody who is not on it.
 */
export const acceptClaimSchema = z.object({
  as: z.union([z.literal('new'), recordId], 'Choose who this is.').optional(),
});

/**
 * Accepts a waiting claim: the person gets the certificate, by email as well if they left an address. A person on the
 * roster is marked as completed if they were not, and a person who already has a certificate gets that one. Accepting
 * twice accepts once.
 * @param input `as` can be omitted when only one answer is possible
 * @throws AppError `not_found`, `forbidden`, `invalid` without a choice, `unavailable`, or `conflict` when somebody
 * refused the claim in the meantime
 */
export async function acceptClaim(
  ctx: Context,
  { eventId, claimId, as }: OfClaim & z.output<typeof acceptClaimSchema>,
): Promise<void> {
  const seen = await getClaim(ctx, eventId, claimId);
  authorize(ctx, 'claim.accept');
  const { name, email, school, educatorNumber } = seen;
  const claimant = { name, email, school, educatorNumber };
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const namesakes = await listNamesakes(ctx.db, eventId, name);
    const attendeeId = seen.state === 'waiting' ? attendeeOfClaim(seen, namesakes, as) : null;
    const claim: Claim = {
      eventId,
      claimant,
      for:
        attendeeId === null
          ? { kind: 'newcomer', identity: newIdentity(claimant, claimId, namesakes) }
          : { kind: 'attendee', attendeeId },
      proved: false,
    };
    const attendee = attendeeId === null ? null : await findOnRoster(ctx.db, eventId, attendeeId);
    const why = attendee && whyNotCompleted({ ...attendee, completed: true });
    if (why) throw new AppError('invalid', why);
    const prepared = await prepareClaimed(ctx, claim, attendee);
    try {
      return await ctx.db.transaction(async (tx) => {
        const now = await lockWaitingClaim(tx, ctx, { eventId, claimId });
        if (now.state === 'issued') return;
        if (now.state !== 'waiting') throw decidedAlready();
        if (attendee) await lockIfUnchanged(tx, attendee);
        await lockEvent(tx, eventId, 'every-provider');
        if (attendee && !attendee.completed) await markCompleted(tx, ctx, { eventId, attendeeId: attendee.id });
        const issued = await issueClaimed(tx, ctx, claim, attendee, prepared);
        if (!attendee) await recordAsDistinct(tx, ctx, [issued.attendeeId, ...namesakes.map(({ id }) => id)]);
        await updateClaim(tx, claimId, { ...issued, ...decided(ctx), state: 'issued' });
        const [certificate] = await listCurrentForMailing(tx, eventId, [issued.attendeeId]);
        if (now.email && certificate && !certificate.mailed) {
          await mailClaimed(tx, ctx, { ...certificate, email: now.email });
        }
        await record(tx, ctx, { action: 'claim.accepted', subject: `event:${eventId}`, details: { claimId } });
      });
    } catch (error) {
      if (!(error instanceof StaleError)) throw error;
    }
  }
  throw new AppError('conflict', 'The event is being edited right now. Wait a moment, then try again.');
}

/**
 * Returns the person on the roster whose claim it is, or null for somebody who is not on it.
 * @throws AppError `invalid` when several answers are possible and none was given
 */
function attendeeOfClaim(
  claim: { attendeeId: number | null; waitsFor: WaitsFor | null },
  namesakes: readonly { id: number }[],
  as: number | 'new' | undefined,
): number | null {
  if (as === 'new') return null;
  if (as !== undefined) {
    if (as === claim.attendeeId || namesakes.some(({ id }) => id === as)) return as;
    throw new AppError('invalid', 'Choose who this is. The roster has changed since you opened the page.');
  }
  const needsChoice =
    claim.waitsFor === null || claim.waitsFor === 'review' ? claim.attendeeId === null && namesakes.length > 0 : true;
  if (needsChoice) throw new AppError('invalid', 'Open the claim, and choose who this is.');
  return claim.attendeeId;
}

/** Returns an identity of its own for a person whom the provider says is not one of the people with the same name. */
function newIdentity(claimant: Claimant, claimId: number, namesakes: readonly object[]): string {
  return namesakes.length > 0 ? identityApart(claimant, claimId) : identityOf(claimant);
}

async function markCompleted(
  tx: Transaction,
  ctx: Context,
  { eventId, attendeeId }: { eventId: number; attendeeId: number },
): Promise<void> {
  await setCompleted(tx, [attendeeId], true, ctx.clock.now());
  const details = { completed: true, marked: 1 };
  await record(tx, ctx, { action: 'attendees.marked', subject: `event:${eventId}`, details });
}

/** Records that the first of these is a different person from each of the others. */
async function recordAsDistinct(tx: Transaction, ctx: Context, [id, ...others]: readonly number[]): Promise<void> {
  const pairs = others.map((other): [number, number] => [id!, other]);
  await insertDistinct(tx, pairs, { decidedBy: ctx.actor.userId, decidedAt: ctx.clock.now() });
}

/**
 * Refuses a waiting claim. The person sees whom to ask, but not the reason.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it was accepted in the meantime
 */
export async function refuseClaim(ctx: Context, input: OfClaim & { reason: string }): Promise<void> {
  const { eventId, claimId, reason } = input;
  await ctx.db.transaction(async (tx) => {
    const claim = await lockWaitingClaim(tx, ctx, input);
    authorize(ctx, 'claim.decide');
    if (claim.state === 'refused') return;
    if (claim.state !== 'waiting') throw decidedAlready();
    await updateClaim(tx, claimId, { ...decided(ctx), state: 'refused', reason });
    await record(tx, ctx, { action: 'claim.refused', subject: `event:${eventId}`, details: { claimId, reason } });
  });
}

/**
 * Withdraws a claim: revokes the valid certificate, with the reason, and frees the place.
 * @throws AppError `not_found`, `forbidden`, or `conflict`
 */
export async function withdrawClaim(ctx: Context, input: OfClaim & { reason: string }): Promise<void> {
  const { eventId, claimId, reason } = input;
  await ctx.db.transaction(async (tx) => {
    const claim = await lockWaitingClaim(tx, ctx, input);
    authorize(ctx, 'claim.decide');
    if (claim.state === 'withdrawn') return;
    if (claim.state !== 'issued' || claim.attendeeId === null) throw decidedAlready();
    const [certificate] = await listCurrentForMailing(tx, eventId, [claim.attendeeId]);
    if (certificate) {
      const { attendeeId, certificateId: id, serial } = certificate;
      await revokeLocked(tx, ctx, { eventId, attendeeId, certificate: { id, serial }, reason });
    }
    await updateClaim(tx, claimId, { ...decided(ctx), state: 'withdrawn', reason });
    await record(tx, ctx, { action: 'claim.withdrawn', subject: `event:${eventId}`, details: { claimId, reason } });
  });
}

async function lockWaitingClaim(tx: Transaction, ctx: Context, { eventId, claimId }: OfClaim): Promise<ClaimRow> {
  const claim = await lockClaim(tx, eventId, claimId, scopeOf(ctx.actor));
  if (!claim) throw linkNotFoundForProvider();
  return claim;
}

function decided(ctx: Context) {
  return { decidedBy: ctx.actor.userId, decidedAt: ctx.clock.now() };
}

function decidedAlready(): AppError {
  return new AppError('conflict', 'Someone else has decided this claim. Open it again to see its status.');
}
