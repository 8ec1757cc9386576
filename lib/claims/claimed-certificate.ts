import type { Queryable, Transaction } from '@/db/client';
import { changeAttendee, listAttendeesForIssue, lockAttendees } from '@/db/queries/attendees';
import { findEventHours, insertClaimant } from '@/db/queries/claims';
import { identityOf } from '@/lib/attendees/identity';
import { isOneCase } from '@/lib/attendees/import/names';
import type { Recorder } from '@/lib/audit/record';
import { type Prepared, prepareCertificates, storeCertificates } from '@/lib/certificates/issue/prepare';
import { eventNotFound } from '@/lib/events/find-event';
import { AppError, StaleError } from '@/lib/platform/errors';
import { tidyLine } from '@/lib/platform/text';
import type { Visit } from '@/lib/platform/visit';

/** What people say about themselves. */
export type Claimant = { name: string; email: string | null; school: string; educatorNumber: string };

/**
 * Says whether a claim is for a person on the roster, or for a newcomer, whose identity says that all their claims are
 * one person's.
 */
export type ClaimedBy = { kind: 'attendee'; attendeeId: number } | { kind: 'newcomer'; identity: string };

export type Claim = {
  eventId: number;
  claimant: Claimant;
  for: ClaimedBy;
  /** Whether the person proved, by the email address there, to be the one on the roster. */
  proved: boolean;
};

export type Claimed = Awaited<ReturnType<typeof listAttendeesForIssue>>[number];

/**
 * Returns the roster line that is claimed; null for a newcomer.
 * @throws AppError `invalid` for a person who is no longer on the roster or did not complete the event (M13)
 */
export async function findClaimed(db: Queryable, { eventId, for: whose }: Claim): Promise<Claimed | null> {
  if (whose.kind === 'newcomer') return null;
  const attendee = await findOnRoster(db, eventId, whose.attendeeId);
  if (!attendee.completed) {
    throw new AppError(
      'invalid',
      'This person is not marked as having completed the event. Certificates are only for people who completed it; the provider can mark them on the roster.',
    );
  }
  return attendee;
}

/**
 * Returns the roster line of a person.
 * @throws AppError `invalid` for a person who is no longer on the roster or did not complete the event (M13)
 */
export async function findOnRoster(db: Queryable, eventId: number, attendeeId: number): Promise<Claimed> {
  const [attendee] = await listAttendeesForIssue(db, eventId, [attendeeId], 'every-provider');
  if (!attendee) throw new AppError('invalid', 'This person is no longer on the roster. Ask the event’s provider.');
  return attendee;
}

/**
 * Fills in what is blank on the roster line with what a claim made without proof says. The certificate shows no
 * educator number that the person did not give, so that nobody can find one out by claiming under a name.
 */
export function withClaimed(attendee: Claimed, claimant: Claimant) {
  const { name, email, school, educatorNumber } = attendee;
  const line = {
    name: isOneCase(name) && !isOneCase(claimant.name) ? tidyLine(claimant.name) : name,
    email: email ?? claimant.email,
    school: school || claimant.school,
    educatorNumber: educatorNumber || claimant.educatorNumber,
  };
  const shown = { ...line, school: claimant.school || line.school, educatorNumber: claimant.educatorNumber };
  const differs =
    line.email !== email || line.school !== school || line.educatorNumber !== educatorNumber || line.name !== name;
  return { line, shown, differs };
}

/** Makes the certificate without issuing it; null when the person already has one. */
export async function prepareClaimed(visit: Visit, claim: Claim, attendee: Claimed | null): Promise<Prepared | null> {
  if (attendee?.currentCertificateId) return null;
  const { eventId, claimant } = claim;
  const units = await findEventHours(visit.db, eventId);
  if (units === null) throw eventNotFound();
  const shown = attendee && {
    ...(claim.proved ? attendee : withClaimed(attendee, claimant).shown),
    units: attendee.units,
  };
  return prepareCertificates(visit, { eventId, scope: 'every-provider' }, [shown ?? { ...claimant, units }]);
}

/**
 * Locks the roster line.
 * @throws StaleError when the line has changed since it was found
 */
export async function lockIfUnchanged(tx: Transaction, attendee: Claimed): Promise<void> {
  const [now] = await lockAttendees(tx, [attendee.id]);
  const same = now?.version === attendee.version && now.currentCertificateId === attendee.currentCertificateId;
  if (!same) throw new StaleError();
}

/**
 * Issues the prepared certificate, or returns the one that the person already has. The caller has locked the roster
 * line, if there is one.
 * @throws StaleError when the certificate must be prepared again
 */
export async function issueClaimed(
  tx: Transaction,
  ctx: Recorder,
  claim: Claim,
  attendee: Claimed | null,
  prepared: Prepared | null,
): Promise<{ attendeeId: number; certificateId: number }> {
  if (attendee?.currentCertificateId) {
    return { attendeeId: attendee.id, certificateId: attendee.currentCertificateId };
  }
  if (!prepared) throw new StaleError();
  if (attendee && !claim.proved) await fillIn(tx, ctx, claim, attendee);
  const attendeeId = attendee?.id ?? (await addClaimant(tx, ctx, claim, prepared));
  const stored = await storeCertificates(tx, ctx, prepared, [attendeeId], { origin: 'claimed' });
  if (!stored) throw new StaleError();
  return { attendeeId, certificateId: stored[0]!.id };
}

async function fillIn(
  tx: Transaction,
  { clock }: Pick<Visit, 'clock'>,
  { claimant }: Claim,
  attendee: Claimed,
): Promise<void> {
  const { line, differs } = withClaimed(attendee, claimant);
  if (!differs) return;
  const [{ identity } = { identity: '' }] = await lockAttendees(tx, [attendee.id]);
  await changeAttendee(tx, attendee.id, { ...line, identity: identityOf(line, identity), updatedAt: clock.now() });
}

async function addClaimant(
  tx: Transaction,
  { clock }: Pick<Visit, 'clock'>,
  { eventId, claimant, for: whose }: Claim,
  prepared: Prepared,
): Promise<number> {
  if (whose.kind !== 'newcomer') throw new StaleError();
  const now = clock.now();
  const id = await insertClaimant(tx, {
    eventId,
    ...claimant,
    units: prepared.certificates[0]!.facts.units,
    completed: true,
    source: 'link',
    identity: whose.identity,
    createdAt: now,
    updatedAt: now,
  });
  if (id === null) throw new StaleError();
  return id;
}
