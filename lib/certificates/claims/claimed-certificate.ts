import type { Queryable, Transaction } from '@/db/client';
import { listAttendeesForIssue, lockAttendees } from '@/db/queries/attendees';
import { findAttendeeByIdentity, findEventHours, insertClaimant } from '@/db/queries/claims';
import { eventNotFound } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { Actor, Visit } from '@/lib/platform/visit';
import { type Prepared, prepareCertificates, storeCertificates } from '../issue/prepare';

/** What somebody says of themselves. */
export type Claimant = { name: string; email: string | null; school: string; educatorNumber: string };

/**
 * Whose certificate a claim becomes: that of somebody on the roster; or of somebody who comes with the claim, and is
 * one person under this identity. Units null: the event's.
 */
export type ClaimedBy =
  | { kind: 'attendee'; attendeeId: number }
  | { kind: 'newcomer'; identity: string; source: 'link' | 'learning_system'; units: string | null };

type Claim = { eventId: number; claimant: Claimant; for: ClaimedBy };

/** The event, the person or their certificate changed since the certificate was prepared. */
export class Outdated extends Error {}

export type Claimed = Awaited<ReturnType<typeof listAttendeesForIssue>>[number];

/**
 * The roster line that is claimed; null for somebody who comes with the claim.
 * @throws AppError `invalid` for who is not on the roster any more, or did not complete the event (M13)
 */
export async function findClaimed(db: Queryable, { eventId, for: whose }: Claim): Promise<Claimed | null> {
  const id = whose.kind === 'attendee' ? whose.attendeeId : await findAttendeeByIdentity(db, eventId, whose.identity);
  const [attendee] = id === null ? [] : await listAttendeesForIssue(db, eventId, [id], 'every-provider');
  if (!attendee && whose.kind === 'attendee') {
    throw new AppError('invalid', 'This line is not on the roster any more. Ask the provider of the event.');
  }
  if (attendee && !attendee.completed) {
    throw new AppError(
      'invalid',
      'This person is not marked as having completed the event. Certificates are for who completed it; the provider can mark it on the roster.',
    );
  }
  return attendee ?? null;
}

/** Makes the certificate without issuing it; null when the person has one already. */
export async function prepareClaimed(visit: Visit, claim: Claim, attendee: Claimed | null): Promise<Prepared | null> {
  if (attendee?.currentCertificateId) return null;
  const { eventId, claimant, for: whose } = claim;
  const own = whose.kind === 'newcomer' ? whose.units : null;
  const units = own ?? (await findEventHours(visit.db, eventId));
  if (units === null) throw eventNotFound();
  return prepareCertificates(visit, { eventId, scope: 'every-provider' }, [attendee ?? { ...claimant, units }]);
}

/** @throws Outdated when the roster line is not as it was found */
export async function holdAsItWas(tx: Transaction, attendee: Claimed): Promise<void> {
  const [now] = await lockAttendees(tx, [attendee.id]);
  const same = now?.version === attendee.version && now.currentCertificateId === attendee.currentCertificateId;
  if (!same) throw new Outdated();
}

/**
 * Issues the prepared certificate, or finds the one that the person has. The roster line, if there is one, is held.
 * @throws Outdated when it has to be prepared again
 */
export async function issueClaimed(
  tx: Transaction,
  visit: Pick<Visit, 'clock'> & { actor?: Actor },
  claim: Claim,
  attendee: Claimed | null,
  prepared: Prepared | null,
): Promise<{ attendeeId: number; certificateId: number }> {
  if (attendee?.currentCertificateId) {
    return { attendeeId: attendee.id, certificateId: attendee.currentCertificateId };
  }
  if (!prepared) throw new Outdated();
  const attendeeId = attendee?.id ?? (await addClaimant(tx, visit, claim, prepared));
  const bySystem = claim.for.kind === 'newcomer' && claim.for.source === 'learning_system';
  const origin = bySystem ? 'learning_system' : 'claimed';
  const stored = await storeCertificates(tx, visit, prepared, [attendeeId], { origin });
  if (!stored) throw new Outdated();
  return { attendeeId, certificateId: stored[0]!.id };
}

async function addClaimant(
  tx: Transaction,
  { clock }: Pick<Visit, 'clock'>,
  { eventId, claimant, for: whose }: Claim,
  prepared: Prepared,
): Promise<number> {
  if (whose.kind !== 'newcomer') throw new Outdated();
  const now = clock.now();
  const id = await insertClaimant(tx, {
    eventId,
    ...claimant,
    units: prepared.certificates[0]!.facts.units,
    completed: true,
    source: whose.source,
    identity: whose.identity,
    createdAt: now,
    updatedAt: now,
  });
  if (id === null) throw new Outdated();
  return id;
}
