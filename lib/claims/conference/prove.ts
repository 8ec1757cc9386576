import { listConferenceLinesOfAddress } from '@/db/queries/conference-links';
import { findRosterProof } from '@/db/queries/roster-proofs';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { hashToken } from '@/lib/users/token';
import { sendCode } from '../roster/ask-code';
import { compareCode } from '../roster/check-code';
import { findOpenConference, getClaimableConference } from './open-conference';

const keyOf = (linkId: number) => `roster-code:conference:${linkId}`;

/**
 * Sends a code to an address if a roster of the conference has it, as at the link of one event.
 * @returns the token for the browser's cookie
 * @throws AppError `not_found` when the link is not open, `forbidden` while the provider can't give out certificates, or
 * `too_many`
 */
export async function askConferenceCode(
  visit: Visit,
  { token, address }: { token: string; address: string },
): Promise<string> {
  const { linkId, conference } = await getClaimableConference(visit, token);
  return sendCode(visit, {
    provedFor: { conferenceLinkId: linkId },
    key: keyOf(linkId),
    keyOfNetwork: `${keyOf(linkId)}:network:${networkOf(visit.address)}`,
    address,
    about: { title: conference.name, providerName: conference.providerName },
    findLine: async (tx) => (await listConferenceLinesOfAddress(tx, conference.id, address))[0],
  });
}

/**
 * Compares the code with the one that was sent, if one was.
 * @throws AppError `not_found` when the link is not open; `invalid` for a wrong or expired code; `too_many`
 */
export async function checkConferenceCode(
  visit: Visit,
  { token, proof, code }: { token: string; proof: string | null; code: string },
): Promise<void> {
  const open = await findOpenConference(visit, token);
  if (!open) throw linkNotOpen();
  const provedFor = { conferenceLinkId: open.linkId };
  await compareCode(visit, { provedFor, key: `${keyOf(open.linkId)}:wrong`, proof, code });
}

/** A roster line of a proved address. */
export type ProvedLine = Awaited<ReturnType<typeof listConferenceLinesOfAddress>>[number];

/** What a browser has proved for a conference's link: nothing, that it waits for a code, or an address with its lines. */
export type Proved =
  | { step: 'none' }
  | { step: 'code'; email: string }
  | { step: 'proved'; email: string; lines: ProvedLine[] };

/** Returns what this browser has proved for a conference's link. Changes nothing. */
export async function findProved(
  visit: Visit,
  { linkId, conferenceId, proof }: { linkId: number; conferenceId: number; proof: string | null },
): Promise<Proved> {
  const found =
    proof && (await findRosterProof(visit.db, { conferenceLinkId: linkId }, hashToken(proof), visit.clock.now()));
  if (!found) return { step: 'none' };
  if (!found.provedAt) return { step: 'code', email: found.email };
  return {
    step: 'proved',
    email: found.email,
    lines: await listConferenceLinesOfAddress(visit.db, conferenceId, found.email),
  };
}
