import { searchCertificates } from '@/db/queries/certificate-search';
import { authorize } from '@/lib/access/authorize';
import { placeOf } from '@/lib/access/place';
import { logReading } from '@/lib/attendees/log-reading';
import { nameKey } from '@/lib/attendees/name-key';
import { tidyLine } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';

/** The most certificates that one search shows (choice). */
export const MAX_FOUND = 50;
const MAX_TEXT = 200;
const MAX_WORDS = 6;

export type FoundCertificate = {
  eventId: number;
  certificateId: number;
  serial: string;
  title: string;
  startsOn: string;
  endsOn: string;
  units: string;
  /** The latest email with this certificate. */
  mailed: { mailId: number; createdAt: Date } | null;
  /** Why it can't be sent from the list; null when it can. */
  whyNotSend: 'unsigned' | 'canceled' | 'no-address' | null;
};

/** A person with the certificates under one name and address: two people with one name have a line each. */
export type FoundPerson = {
  name: string;
  email: string | null;
  school: string;
  certificates: FoundCertificate[];
};

export type Found = {
  people: FoundPerson[];
  /** Whether more certificates match than are shown. */
  more: boolean;
};

/**
 * Finds a person's valid certificates across all events of the actor's provider: by the words of the name, without case,
 * accents and apostrophes, or by the whole email address. Text without a letter or number finds nothing.
 * @throws AppError `forbidden`
 */
export async function findCertificates(ctx: Context, typed: string): Promise<Found> {
  authorize(ctx, 'certificate.find');
  const place = placeOf(ctx.actor);
  const text = tidyLine(typed.replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')).slice(0, MAX_TEXT);
  const email = text.includes('@') ? text.toLowerCase() : null;
  const words = nameKey(text)
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, MAX_WORDS);
  if (!place || words.length === 0) return { people: [], more: false };
  const rows = await searchCertificates(ctx.db, place.providerId, { words, email, limit: MAX_FOUND + 1 });
  const shown = rows.slice(0, MAX_FOUND);
  for (const eventId of new Set(shown.map((row) => row.eventId))) await logReading(ctx, eventId);
  return { people: peopleIn(shown), more: rows.length > MAX_FOUND };
}

type Row = Awaited<ReturnType<typeof searchCertificates>>[number];

function peopleIn(rows: Row[]): FoundPerson[] {
  const people = new Map<string, FoundPerson>();
  for (const row of rows) {
    const key = JSON.stringify([row.nameKey, row.email?.toLowerCase() ?? null]);
    const person = people.get(key) ?? { name: row.name, email: row.email, school: row.school, certificates: [] };
    people.set(key, person);
    const { eventId, certificateId, serial, title, startsOn, endsOn, units, mailed } = row;
    const whyNotSend = whyNot(row);
    person.certificates.push({ eventId, certificateId, serial, title, startsOn, endsOn, units, mailed, whyNotSend });
  }
  return [...people.values()];
}

/** A certificate without a signature is sent from its own page first, which asks whether it may be. */
function whyNot({ email, canceledAt, isSigned, mailed }: Row): FoundCertificate['whyNotSend'] {
  if (!email) return 'no-address';
  if (canceledAt) return 'canceled';
  return isSigned || mailed ? null : 'unsigned';
}
