import type { Transaction } from '@/db/client';
import { findPrintState } from '@/db/queries/certificates';
import { lockEvent } from '@/db/queries/events';
import { insertNamedCertificates, type NamedCertificateOrigin } from '@/db/queries/named-certificates';
import { userIdOf } from '@/lib/access/actor';
import type { Scope } from '@/lib/access/scope';
import { type Recorder, record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { unitsOf } from '@/lib/events/rules';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import type { PrintVisit } from '@/lib/platform/pdf/print-queue';
import { searchable, tidyLine } from '@/lib/platform/text';
import type { Visit } from '@/lib/platform/visit';
import { factsHash, type NamedFacts, type SharedFacts, TEMPLATE_VERSION } from '@/lib/printing/facts';
import { sharedFactsNow } from '@/lib/printing/facts-of-event';
import { type MadeFile, makeFiles } from '@/lib/printing/filling/make-files';
import { settingNow, settingOn } from '@/lib/settings/read-setting';
import { makeSerial } from '../serial';
import { whyNotIssuable } from './rules';

/** What Section I says about a person, and the units that this person earned. */
export type Participant = { name: string; school: string; educatorNumber: string; units: string };

export type PreparedCertificate = { facts: NamedFacts; file: MadeFile };

/** Certificates that are made but not issued yet. */
export type Prepared = { eventId: number; sharedHash: string; certificates: PreparedCertificate[] };

export type StoredCertificate = { id: number; serial: string; attendeeId: number };

/**
 * Makes certificates of an event for these people, in order, without issuing them, because printing can take a while
 * and must not happen inside a transaction. `storeCertificates` issues them.
 * @throws AppError `not_found`, `invalid` before the event, `too_many`, or `unavailable`
 */
export async function prepareCertificates(
  visit: Pick<Visit, 'db' | 'clock'> & PrintVisit,
  { eventId, scope }: { eventId: number; scope: Scope },
  people: readonly Participant[],
): Promise<Prepared> {
  const state = await findPrintState(visit.db, eventId, scope);
  if (!state) throw eventNotFound();
  const why = whyNotIssuable(state.event, visit.clock.today());
  if (why) throw new AppError('invalid', why);
  const shared = sharedFactsNow(state, await settingNow(visit, 'statements'));
  const facts = people.map((person) => namedFacts(shared, person));
  const files = await makeFiles(visit, facts);
  return {
    eventId,
    sharedHash: factsHash(shared),
    certificates: facts.map((each, index) => ({ facts: each, file: files[index]! })),
  };
}

/**
 * Issues the prepared certificates, one for each of these attendees, in the same order. The caller has authorized this,
 * and has checked under a lock that the attendees have not changed.
 * @returns null when the event was edited or signed again since then; prepare the certificates again (M18)
 * @throws AppError `invalid` when the event was canceled since then
 * @throws a duplicate fault on `attendees_one_certificate` when one of them already has a certificate or cannot have
 * one
 */
export async function storeCertificates(
  tx: Transaction,
  ctx: Recorder,
  prepared: Prepared,
  attendeeIds: readonly number[],
  { origin }: { origin: NamedCertificateOrigin },
): Promise<StoredCertificate[] | null> {
  const { eventId, certificates } = prepared;
  await lockEvent(tx, eventId, 'every-provider');
  const state = await findPrintState(tx, eventId, 'every-provider');
  const why = state && whyNotIssuable(state.event, ctx.clock.today());
  if (why) throw new AppError('invalid', why);
  if (!state) return null;
  // `ctx` may be a job's, which has no database of its own.
  const texts = await settingOn(tx, 'statements', ctx.clock.today());
  if (factsHash(sharedFactsNow(state, texts)) !== prepared.sharedHash) return null;
  const stored = await insertNamedCertificates(
    tx,
    certificates.map(({ facts, file }, index) => ({
      serial: facts.serial,
      eventId,
      attendeeId: attendeeIds[index]!,
      facts,
      templateVersion: TEMPLATE_VERSION,
      ...file,
      origin,
      issuedBy: userIdOf(ctx.actor),
      issuedAt: ctx.clock.now(),
      searchText: searchTextOf(facts),
    })),
  );
  await record(tx, ctx, {
    action: 'certificate.issued',
    subject: `event:${eventId}`,
    details: { origin, certificates: certificates.map(({ facts, file }) => [facts.serial, file.sha256]) },
  });
  return stored;
}

/** Returns the text that the search of an event's certificates uses. */
function searchTextOf({ participantName, participantSchool, participantNumber, serial }: NamedFacts): string {
  return searchable([participantName, participantSchool, participantNumber, serial].join(' '));
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
