import { listOwnConferenceClaims } from '@/db/queries/conference-links';
import { type ConferenceDownload, conferenceFiles } from '@/lib/certificates/conference/conference-files';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { type Slot, sumOfUnits } from '@/lib/events/slots';
import type { Visit } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { hashLinkToken } from '@/lib/share-links/token';
import { holderHash } from '../holder';

/** A claim at one session as the browser that made it sees it. */
export type OwnSession = {
  claimId: number;
  session: Slot & { id: number; title: string };
  state: 'waiting' | 'issued' | 'refused' | 'withdrawn';
  /** Whether the person has a valid certificate, also one that a withdrawn claim no longer shows. */
  isCertified: boolean;
  /** The valid certificate; null while the claim waits, when the provider refused or withdrew it, or revoked the certificate. */
  certificate: { serial: string; title: string; units: string } | null;
};

/** The claims of one browser for one person. People pass a phone around. */
export type OwnPerson = {
  name: string;
  email: string | null;
  school: string;
  sessions: OwnSession[];
  /** The sum of the certificates' units. */
  units: string;
  certificates: number;
  /** The latest email with one of these certificates, and when it was sent. */
  mailed: { mailId: number; at: Date } | null;
};

export type OwnConference = { conference: string; people: OwnPerson[] };

type Row = Awaited<ReturnType<typeof listOwnConferenceClaims>>[number];

/** Finds this browser's claims; it also asks without a cookie, so that a guess takes as long as a hit. */
export function ownRows(
  db: Visit['db'] | Parameters<typeof listOwnConferenceClaims>[0],
  token: string,
  holder: string | null,
) {
  return listOwnConferenceClaims(db, hashLinkToken(token), holderHash(holder ?? ''));
}

/** Returns what this browser claimed at the sessions of a conference, by person; null when it claimed nothing. */
export async function findOwnConference(
  visit: Visit,
  token: string,
  holder: string | null,
): Promise<OwnConference | null> {
  const rows = await ownRows(visit.db, token, holder);
  const [first] = rows;
  if (!first) return null;
  const names = [...new Set(rows.map(({ name }) => name))];
  return {
    conference: first.conference.name,
    people: names.map((name) => personOf(latestOfSession(rows.filter((row) => row.name === name)))),
  };
}

/** Returns one claim for each session: one that led to a certificate, or the latest. */
export function latestOfSession(rows: readonly Row[]): Row[] {
  const of = new Map<number, Row>();
  for (const row of rows) {
    const before = of.get(row.session.id);
    if (!before || before.certificateId === null || row.certificateId !== null) of.set(row.session.id, row);
  }
  return [...of.values()];
}

function personOf(rows: readonly Row[]): OwnPerson {
  const last = rows.at(-1)!;
  const sessions = rows.map(({ id, session, state, isCertified, serial, facts }): OwnSession => {
    const { title, units } = (facts as NamedFacts | null) ?? {};
    const certificate = serial && title && units ? { serial, title, units } : null;
    return { claimId: id, session, state, isCertified, certificate };
  });
  const issued = sessions.flatMap(({ certificate }) => (certificate ? [certificate.units] : []));
  const mailed = rows.flatMap(({ mailId, mailedAt }) => (mailId && mailedAt ? [{ mailId, at: mailedAt }] : []));
  return {
    name: last.name,
    email: rows.findLast(({ email }) => email !== null)?.email ?? null,
    school: last.school,
    sessions,
    units: sumOfUnits(issued),
    certificates: issued.length,
    mailed: mailed.toSorted((a, b) => b.mailId - a.mailId)[0] ?? null,
  };
}

/**
 * Returns the file of a certificate that this browser claimed at the conference.
 * @throws AppError `not_found`, the same as for a link that is not open
 */
export async function getOwnConferenceFile(visit: Visit, token: string, holder: string | null, serial: string) {
  const row = (await ownRows(visit.db, token, holder)).find((each) => each.serial === serial);
  if (!row?.certificateId) throw linkNotOpen();
  return { facts: row.facts as NamedFacts, bytes: await namedFile(visit.db, row.certificateId) };
}

/**
 * Begins the download of all certificates that this browser claimed at the conference.
 * @throws AppError `not_found`, the same as for a link that is not open
 */
export async function beginOwnDownload(
  visit: Visit,
  token: string,
  holder: string | null,
): Promise<ConferenceDownload> {
  const rows = await ownRows(visit.db, token, holder);
  const unique = new Map(
    rows.flatMap((row) => (row.certificateId === null ? [] : [[row.certificateId, row] as const])),
  );
  const [first] = rows;
  if (!first || unique.size === 0) throw linkNotOpen();
  const certificates = Array.from(unique, ([id, { serial, facts, issuedAt, session }]) => ({
    id,
    serial: serial!,
    name: (facts as NamedFacts).participantName,
    title: session.title,
    issuedAt: issuedAt!,
  }));
  const conference = first.conference.name;
  return { conference, files: conferenceFiles(visit.db, { conference, certificates }) };
}
