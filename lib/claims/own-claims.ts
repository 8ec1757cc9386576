import { listOwnClaims } from '@/db/queries/claims';
import { namedFile } from '@/lib/certificates/issue/named-file';
import type { Visit } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { followLink, type LinkedEvent, type OpenLink } from '@/lib/share-links/open-link';
import { hashLinkToken } from '@/lib/share-links/token';
import { holderHash } from './holder';

/** A claim as the browser that made it sees it. */
export type OwnClaim = {
  id: number;
  state: 'waiting' | 'issued' | 'refused' | 'withdrawn';
  name: string;
  email: string | null;
  /** Whether the person has a valid certificate, also one that a withdrawn claim no longer shows. */
  isCertified: boolean;
  /** The valid certificate; null while the claim waits, when the provider refused or withdrew it, or revoked the certificate. */
  certificate: { serial: string; facts: NamedFacts; mailed: { mailId: number; createdAt: Date } | null } | null;
};

export type LinkPage = { event: LinkedEvent; open: OpenLink | null; own: OwnClaim[] };

/**
 * Returns what an attendee finds behind a link: the claims that this browser made through it, even if the link is
 * closed, and the form for a claim while the link is open. Returns null, after the same work, to everybody else when
 * the link is unknown, over or revoked.
 */
export async function findLinkPage(visit: Visit, token: string, holder: string | null): Promise<LinkPage | null> {
  const own = await ownClaimsOf(visit, token, holder);
  const found = await followLink(visit, token);
  if (!found || (!found.open && own.length === 0)) return null;
  return { ...found, own: own.map(toOwnClaim) };
}

/**
 * Returns the file of a certificate that this browser claimed.
 * @throws AppError `not_found`, the same as for a link that is not open
 */
export async function getOwnFile(visit: Visit, token: string, holder: string | null, serial: string) {
  const row = (await ownClaimsOf(visit, token, holder)).find((claim) => claim.serial === serial);
  if (!row?.certificateId) throw linkNotOpen();
  return { facts: row.facts as NamedFacts, bytes: await namedFile(visit.db, row.certificateId) };
}

type Row = Awaited<ReturnType<typeof listOwnClaims>>[number];

/** Finds this browser's claims; it also asks without a cookie, so that a guess takes as long as a hit. */
function ownClaimsOf({ db }: Visit, token: string, holder: string | null): Promise<Row[]> {
  return listOwnClaims(db, hashLinkToken(token), holderHash(holder ?? ''));
}

function toOwnClaim({ id, state, name, email, isCertified, serial, facts, mailed }: Row): OwnClaim {
  const certificate = (serial && { serial, facts: facts as NamedFacts, mailed }) || null;
  return { id, state, name, email, isCertified, certificate };
}
