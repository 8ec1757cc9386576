import type { Queryable } from '@/db/client';
import type { ConferenceRow } from '@/db/queries/conference-certificates';
import type { NamedFacts } from '@/lib/printing/facts';
import type { CurrentFile } from '../download/current-files';
import { namedFile } from '../issue/named-file';

/** One person's certificates of the sessions of one conference, in the order of the sessions (M24). */
export type ConferenceCertificates = {
  conference: string;
  certificates: { id: number; serial: string; name: string; title: string; issuedAt: Date }[];
};

/**
 * Groups the certificates as a conference; null when there are fewer than two, because one alone needs no collection.
 */
export function conferenceOf(rows: readonly ConferenceRow[]): ConferenceCertificates | null {
  if (rows.length < 2) return null;
  return {
    conference: rows[0]!.conference,
    certificates: rows.map(({ certificateId, serial, facts, issuedAt, sessionTitle }) => ({
      id: certificateId,
      serial,
      name: (facts as NamedFacts).participantName,
      title: sessionTitle,
      issuedAt,
    })),
  };
}

/** Reads the files one after another, each named after its person and its session. */
export async function* conferenceFiles(
  db: Queryable,
  { certificates }: ConferenceCertificates,
): AsyncGenerator<CurrentFile, void> {
  for (const { id, serial, name, title, issuedAt } of certificates) {
    yield { name: `${name} - ${title}`, serial, issuedAt, parts: { base: null, bytes: await namedFile(db, id) } };
  }
}

export type ConferenceDownload = { conference: string; files: AsyncGenerator<CurrentFile, void> };
