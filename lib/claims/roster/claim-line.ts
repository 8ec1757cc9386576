import { listLinesOfAddress } from '@/db/queries/claims';
import { listEventsByIds } from '@/db/queries/events';
import { findRosterProof } from '@/db/queries/roster-proofs';
import { formatDays } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import type { OpenLink } from '@/lib/share-links/open-link';
import { hashToken } from '@/lib/users/token';
import type { ClaimOutcome } from '../claim-certificate';
import type { RosterClaimInput } from '../claim-input';
import { claimThrough, getClaimableLink, requireAnswers } from '../claim-through-link';
import { mayClaim } from '../rules';

/** A line of the roster that belongs to the person. */
export type OwnLine = {
  id: number;
  name: string;
  /** Whether the line is no reason for the provider to decide first. */
  mayClaim: boolean;
  /** The dates of the year of the course; null for an event that is the only one. */
  year: string | null;
};

/**
 * A person's progress at a link for roster members: has not asked for a code, waits for one, or has proved an address
 * and sees the lines with it.
 */
export type RosterStep =
  | { step: 'address' }
  | { step: 'code'; email: string }
  | { step: 'lines'; email: string; lines: OwnLine[] };

/** Returns what this browser has proved for an open link. Changes nothing. */
export async function findRosterStep(visit: Visit, link: OpenLink, proof: string | null): Promise<RosterStep> {
  const found =
    proof && (await findRosterProof(visit.db, { shareLinkId: link.id }, hashToken(proof), visit.clock.now()));
  if (!found) return { step: 'address' };
  const { email } = found;
  if (!found.provedAt) return { step: 'code', email };
  const lines = await listLinesOfAddress(visit.db, link.eventIds, email);
  const years = await yearsOf(visit, link);
  return {
    step: 'lines',
    email,
    lines: lines.map((line) => ({
      id: line.id,
      name: line.name,
      mayClaim: mayClaim(line),
      year: years.get(line.eventId) ?? null,
    })),
  };
}

/** Returns the dates of each year of a course that has several, by the number of its event. */
async function yearsOf(visit: Visit, { eventIds }: OpenLink): Promise<Map<number, string>> {
  if (eventIds.length < 2) return new Map();
  const entries = await listEventsByIds(visit.db, eventIds, 'every-provider');
  return new Map(entries.map(({ id, startsOn, endsOn }) => [id, formatDays(startsOn, endsOn)]));
}

/**
 * Claims the certificate of a person on the roster who proved the email address on their line.
 * @throws AppError `not_found` when the link is not open; `invalid` without a proof, or for a person who did not
 * complete the event; `too_many`, `conflict` or `unavailable`
 */
export async function claimRosterLine(
  visit: Visit,
  { token, holder, proof, ...input }: RosterClaimInput & { token: string; holder: string; proof: string | null },
): Promise<ClaimOutcome> {
  const { link, entries } = await getClaimableLink(visit, token);
  if (link.access !== 'roster') throw linkNotOpen();
  requireAnswers(link, input.given);
  const proved = await findRosterProof(visit.db, { shareLinkId: link.id }, hashToken(proof ?? ''), visit.clock.now());
  if (!proved?.provedAt)
    throw new AppError('invalid', 'Too much time has passed. Open the link again and request a code.');
  const lines = await listLinesOfAddress(
    visit.db,
    entries.map(({ id }) => id),
    proved.email,
  );
  const line = lines.find(({ id }) => id === input.attendeeId);
  if (!line) throw new AppError('invalid', 'Choose your name. It may have changed on the roster.');
  // Whose roster it is says in which year of a course the person completed it.
  return claimThrough(visit, link, { ...input, ...line, codeWord: '', holder, proved: line });
}
