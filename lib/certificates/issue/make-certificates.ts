import { findPrintState } from '@/db/queries/certificates';
import type { Scope } from '@/lib/access/scope';
import { eventNotFound } from '@/lib/events/find-event';
import { unitsOf } from '@/lib/events/rules';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import type { PrintVisit } from '@/lib/platform/pdf/renderer';
import { tidyLine } from '@/lib/platform/text';
import type { Visit } from '@/lib/platform/visit';
import type { NamedFacts, SharedFacts } from '@/lib/printing/facts';
import { sharedFactsNow } from '@/lib/printing/facts-of-event';
import { type MadeFile, makeFiles } from '@/lib/printing/filling/make-files';
import { makeSerial } from '../serial';
import { whyNotIssuable } from './rules';

/** What Section I says about a person, and the units that this person earned. */
export type Participant = { name: string; school: string; educatorNumber: string; units: string };

type IssuingVisit = Pick<Visit, 'db' | 'clock'> & PrintVisit;
type OfEvent = { eventId: number; scope: Scope };

/** What certificates of one event will say: what they share, and each one's facts with its new serial. */
export type Drafts = { shared: SharedFacts; drafts: NamedFacts[] };

/** Certificates that are made but not issued yet. */
export type Made = { shared: SharedFacts; certificates: { facts: NamedFacts; file: MadeFile }[] };

/**
 * Returns what certificates for these people would say today, in order.
 * @throws AppError `not_found`, or `invalid` before the event or when it is canceled
 */
export async function draftCertificates(
  { db, clock }: Pick<Visit, 'db' | 'clock'>,
  { eventId, scope }: OfEvent,
  people: readonly Participant[],
): Promise<Drafts> {
  const state = await findPrintState(db, eventId, scope, clock.today());
  if (!state) throw eventNotFound();
  const why = whyNotIssuable(state.event, clock.today());
  if (why) throw new AppError('invalid', why);
  const shared = sharedFactsNow(state);
  return { shared, drafts: people.map((person) => namedFacts(shared, person)) };
}

/**
 * Prints and signs drafts without issuing them. Must be called outside of any transaction.
 * @throws AppError `too_many` or `unavailable`
 */
export async function printDrafts(visit: IssuingVisit, { shared, drafts }: Drafts): Promise<Made> {
  const files = await makeFiles(visit, drafts);
  return { shared, certificates: drafts.map((facts, index) => ({ facts, file: files[index]! })) };
}

/**
 * Makes certificates of an event for these people, in order, without issuing them.
 * @throws AppError `not_found`, `invalid` before the event or when it is canceled, `too_many`, or `unavailable`
 */
export async function makeCertificates(
  visit: IssuingVisit,
  ofEvent: OfEvent,
  people: readonly Participant[],
): Promise<Made> {
  return printDrafts(visit, await draftCertificates(visit, ofEvent, people));
}

function namedFacts(shared: SharedFacts, person: Participant): NamedFacts {
  const serial = makeSerial();
  return {
    ...shared,
    units: unitsOf(person.units),
    // Tidied again, because rosters have names that were typed when less tidying was done.
    participantName: tidyLine(person.name),
    participantSchool: tidyLine(person.school),
    participantNumber: tidyLine(person.educatorNumber),
    serial,
    verifyUrl: `${env().APP_URL}/verify/${serial}`,
  };
}
