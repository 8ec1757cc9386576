import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { listCurrentForMailing } from '@/db/queries/certificate-list';
import { type ClaimRow, findMadeByClaim, lockAttendeeOfClaim, lockClaim, updateClaim } from '@/db/queries/claims';
import { insertDistinct } from '@/db/queries/duplicates';
import { lockEvent } from '@/db/queries/events';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { identityApart, identityOf } from '@/lib/attendees/identity';
import { whyNotCompleted } from '@/lib/attendees/rules';
import { record } from '@/lib/audit/record';
import { revokeLocked } from '@/lib/certificates/change/revoke-certificate';
import { prepareAndStore } from '@/lib/certificates/issue/prepare-and-store';
import { requireSignature, unsigned } from '@/lib/certificates/unsigned';
import { AppError, StaleError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { linkNotFoundForProvider } from '@/lib/share-links/not-found';
import { recordId } from '@/lib/users/record-id';
import { type Claim, type Claimant, findOnRoster, issueClaimed, makeClaimed } from './claimed-certificate';
import { getClaim, listWhoClaims } from './list-claims';
import { mailClaimed } from './mail-claimed';
import type { WaitsFor } from './rules';

/** Saved with the claim; only the provider and staff can read it. */
export const claimReasonSchema = z.object({ reason: paragraphsOfText({ label: 'A reason', max: 500 }) });

type OfClaim = { eventId: number; claimId: number };

/**
 * The provider's decision on whose claim it is: the person on the roster with this id, or somebody who is not on it.
 */
export const acceptClaimSchema = z.object({
  as: z.union([z.literal('new'), recordId], 'Choose who this is.').optional(),
  unsigned,
});

type Accepted = Omit<z.output<typeof acceptClaimSchema>, 'unsigned'> & { unsigned?: boolean };

/**
 * Accepts a waiting claim: the person gets the certificate, by email as well if they left an address. A person on the
 * roster is marked as completed if they were not, and a person who already has a certificate gets that one. Accepting
 * twice accepts once.
 * @param input `as` can be omitted when only one answer is possible
 * @returns whether the claim made the certificate; otherwise the person had one already
 * @throws AppError `not_found`, `forbidden`, `invalid` without a choice, or for an event that is not signed unless that was
 * chosen, `unavailable`, or `conflict` when somebody refused the claim in the meantime
 */
export async function acceptClaim(
  ctx: Context,
  { eventId, claimId, as, ...signing }: OfClaim & Accepted,
): Promise<{ issued: boolean }> {
  await prepareAndStore(ctx, async () => {
    const seen = await getClaim(ctx, eventId, claimId);
    authorize(ctx, 'claim.accept');
    if (seen.state === 'issued') return { outcome: undefined };
    if (seen.state !== 'waiting') throw decidedAlready();
    const { name, email, school, educatorNumber } = seen;
    const claimant = { name, email, school, educatorNumber };
    const people = await listWhoClaims(ctx, seen);
    const attendeeId = attendeeOfClaim(seen, people, as);
    const attendee = attendeeId === null ? null : await findOnRoster(ctx.db, eventId, attendeeId);
    const why = attendee && whyNotCompleted({ ...attendee, completed: true });
    if (why) throw new AppError('invalid', why);
    const identity = newIdentity(claimant, claimId, people);
    const claim: Claim = { eventId, claimant, attendee, identity, proved: false };
    if (attendee?.currentCertificateId == null) await requireSignature(ctx.db, eventId, signing);
    const made = await makeClaimed(ctx, claim);
    return {
      eventId,
      attendees: attendee ? [attendee] : [],
      shared: made?.shared ?? null,
      givesOut: true,
      store: async (tx, locked) => {
        const now = await lockClaimInScope(tx, ctx, { eventId, claimId });
        if (now.state !== 'waiting') throw new StaleError();
        const issued = await issueClaimed(tx, ctx, claim, { made, locked });
        if (!attendee) await recordAsDistinct(tx, ctx, [issued.attendeeId, ...people.map(({ id }) => id)]);
        await updateClaim(tx, claimId, { ...issued, ...decided(ctx), state: 'issued' });
        const [certificate] = await listCurrentForMailing(tx, eventId, [issued.attendeeId]);
        if (now.email && certificate && !certificate.mailed) {
          await mailClaimed(tx, ctx, { ...certificate, email: now.email });
        }
        await record(tx, ctx, { action: 'claim.accepted', subject: `event:${eventId}`, details: { claimId } });
      },
    };
  });
  return { issued: (await findMadeByClaim(ctx.db, claimId)) !== null };
}

/**
 * Returns the person on the roster whose claim it is, or null for somebody who is not on it.
 * @param people who on the roster it may be
 * @throws AppError `invalid` when several answers are possible and none was given
 */
function attendeeOfClaim(
  claim: { attendeeId: number | null; waitsFor: WaitsFor | null },
  people: readonly { id: number }[],
  as: number | 'new' | undefined,
): number | null {
  if (as === 'new') return null;
  if (as !== undefined) {
    if (people.some(({ id }) => id === as)) return as;
    throw new AppError('invalid', 'Choose who this is. The roster has changed since you opened the page.');
  }
  // The person that it was recognized as may have left the roster since.
  if (people.length === 0) return null;
  const isRecognized = people.some(({ id }) => id === claim.attendeeId);
  if (isRecognized && (claim.waitsFor === null || SAYS_WHO.has(claim.waitsFor))) return claim.attendeeId;
  throw new AppError('invalid', 'Open the claim, and choose who this is.');
}

/** What a claim waits for when it is clear whose it is. */
const SAYS_WHO: ReadonlySet<WaitsFor> = new Set(['review', 'other_year', 'overlap']);

/** Returns an identity of its own for a person whom the provider says is not one of the people with the same name. */
function newIdentity(claimant: Claimant, claimId: number, people: readonly object[]): string {
  return people.length > 0 ? identityApart(claimant, claimId) : identityOf(claimant);
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
    const claim = await lockClaimInScope(tx, ctx, input);
    authorize(ctx, 'claim.decide');
    if (claim.state === 'refused') return;
    if (claim.state !== 'waiting') throw decidedAlready();
    await updateClaim(tx, claimId, { ...decided(ctx), state: 'refused', reason });
    await record(tx, ctx, { action: 'claim.refused', subject: `event:${eventId}`, details: { claimId, reason } });
  });
}

/**
 * Withdraws a claim: revokes the certificate that it made, with the reason, and frees the place. A certificate that the person
 * had before the claim stays.
 * @returns whether the person still has a valid certificate
 * @throws AppError `not_found`, `forbidden`, or `conflict`
 */
export async function withdrawClaim(
  ctx: Context,
  input: OfClaim & { reason: string },
): Promise<{ isStillCertified: boolean }> {
  const { eventId, claimId, reason } = input;
  return ctx.db.transaction(async (tx) => {
    const locked = await lockAttendeeOfClaim(tx, claimId);
    await lockEvent(tx, eventId, scopeOf(ctx.actor));
    const claim = await lockClaimInScope(tx, ctx, input);
    authorize(ctx, 'claim.decide');
    if (claim.attendeeId === null || claim.attendeeId !== locked) throw decidedAlready();
    const { attendeeId } = claim;
    if (claim.state !== 'withdrawn') {
      if (claim.state !== 'issued') throw decidedAlready();
      const certificate = await findMadeByClaim(tx, claimId);
      if (certificate) await revokeLocked(tx, ctx, { eventId, attendeeId, certificate, reason });
      await updateClaim(tx, claimId, { ...decided(ctx), state: 'withdrawn', reason });
      await record(tx, ctx, { action: 'claim.withdrawn', subject: `event:${eventId}`, details: { claimId, reason } });
    }
    return { isStillCertified: (await listCurrentForMailing(tx, eventId, [attendeeId])).length > 0 };
  });
}

async function lockClaimInScope(tx: Transaction, ctx: Context, { eventId, claimId }: OfClaim): Promise<ClaimRow> {
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
