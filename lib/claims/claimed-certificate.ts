import type { Queryable, Transaction } from '@/db/client';
import { changeAttendee, isIdentityTaken, listAttendeesForIssue } from '@/db/queries/attendees';
import { findEventHours, insertClaimant } from '@/db/queries/claims';
import { setCompleted } from '@/db/queries/roster';
import { identityOf } from '@/lib/attendees/identity';
import { isOneCase } from '@/lib/attendees/import/names';
import { type Recorder, record } from '@/lib/audit/record';
import { type Made, makeCertificates } from '@/lib/certificates/issue/make-certificates';
import type { Locked } from '@/lib/certificates/issue/prepare-and-store';
import { storeCertificates } from '@/lib/certificates/issue/store-certificates';
import { eventNotFound } from '@/lib/events/find-event';
import { AppError, StaleError } from '@/lib/platform/errors';
import { tidyLine } from '@/lib/platform/text';
import type { Visit } from '@/lib/platform/visit';
import { mayClaim } from './rules';

/** What people say about themselves. */
export type Claimant = { name: string; email: string | null; school: string; educatorNumber: string };

export type Claim = {
  eventId: number;
  claimant: Claimant;
  /** The person on the roster whose claim it is; null for a newcomer. */
  attendee: Claimed | null;
  /** The identity that a newcomer gets, which says that all their claims are one person's. */
  identity: string;
  /** Whether the person proved, by the email address there, to be the one on the roster. */
  proved: boolean;
};

export type Claimed = Awaited<ReturnType<typeof listAttendeesForIssue>>[number];

/**
 * Returns the roster line that is claimed.
 * @throws AppError `invalid` for a person who is no longer on the roster or did not complete the event (M13)
 */
export async function findClaimed(db: Queryable, eventId: number, attendeeId: number): Promise<Claimed> {
  const attendee = await findOnRoster(db, eventId, attendeeId);
  if (!mayClaim(attendee)) {
    throw new AppError(
      'invalid',
      'This person is not marked as having completed the event. Certificates are only for people who completed it; the provider can mark them on the roster.',
    );
  }
  return attendee;
}

/**
 * Returns the roster line of a person.
 * @throws AppError `invalid` for a person who is no longer on the roster
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
export async function makeClaimed(visit: Visit, { eventId, claimant, attendee, proved }: Claim): Promise<Made | null> {
  if (attendee?.currentCertificateId) return null;
  const units = attendee?.units ?? (await findEventHours(visit.db, eventId));
  if (units === null) throw eventNotFound();
  const shown = attendee ? (proved ? attendee : withClaimed(attendee, claimant).shown) : claimant;
  return makeCertificates(visit, { eventId, scope: 'every-provider' }, [{ ...shown, units }]);
}

/**
 * Issues the certificate that was made, or returns the one that the person already has. A step of `prepareAndStore`.
 * @throws StaleError when somebody with a newcomer's identity was added in the meantime
 */
export async function issueClaimed(
  tx: Transaction,
  ctx: Recorder,
  claim: Claim,
  { made, locked }: { made: Made | null; locked: Locked },
): Promise<{ attendeeId: number; certificateId: number }> {
  const { attendee, proved } = claim;
  if (attendee?.currentCertificateId) {
    return { attendeeId: attendee.id, certificateId: attendee.currentCertificateId };
  }
  if (!made) throw new Error('a claim is being issued without a certificate');
  if (attendee && !attendee.completed) await markCompleted(tx, ctx, claim.eventId, attendee.id);
  if (attendee && !proved) await fillIn(tx, ctx, attendee, claim, locked.attendees[0]!.identity);
  const attendeeId = attendee?.id ?? (await addClaimant(tx, ctx, claim, made));
  const [stored] = await storeCertificates(tx, ctx, made, { attendeeIds: [attendeeId], origin: 'claimed' });
  return { attendeeId, certificateId: stored!.id };
}

async function markCompleted(tx: Transaction, ctx: Recorder, eventId: number, attendeeId: number): Promise<void> {
  await setCompleted(tx, [attendeeId], true, ctx.clock.now());
  const details = { completed: true, marked: 1 };
  await record(tx, ctx, { action: 'attendees.marked', subject: `event:${eventId}`, details });
}

async function fillIn(
  tx: Transaction,
  { clock }: Pick<Visit, 'clock'>,
  attendee: Claimed,
  { eventId, claimant }: Claim,
  identity: string,
): Promise<void> {
  const { line, differs } = withClaimed(attendee, claimant);
  if (!differs) return;
  const filled = identityOf(line, identity);
  // Filled in, the line may say the same as that of somebody else, whom the provider told apart from this person.
  const isTaken = await isIdentityTaken(tx, { eventId, identity: filled, butOf: attendee.id });
  await changeAttendee(tx, attendee.id, { ...line, identity: isTaken ? identity : filled, updatedAt: clock.now() });
}

async function addClaimant(
  tx: Transaction,
  { clock }: Pick<Visit, 'clock'>,
  { eventId, claimant, identity }: Claim,
  made: Made,
): Promise<number> {
  const now = clock.now();
  const id = await insertClaimant(tx, {
    eventId,
    ...claimant,
    units: made.certificates[0]!.facts.units,
    completed: true,
    source: 'link',
    identity,
    createdAt: now,
    updatedAt: now,
  });
  if (id === null) throw new StaleError();
  return id;
}
