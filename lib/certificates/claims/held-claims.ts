import { listHeldClaims } from '@/db/queries/claims';
import type { Visit } from '@/lib/platform/visit';
import type { NamedFacts } from '../facts';
import { namedFile } from '../issue/named-file';
import { linkNotOpen } from '../share-links/not-found';
import { followLink, type LinkedEvent, type OpenLink } from '../share-links/open-link';
import { hashLinkToken } from '../share-links/token';
import { holderHash } from './holder';

/** A claim as the browser that made it sees it. */
export type HeldClaim = {
  id: number;
  state: 'waiting' | 'issued' | 'refused' | 'withdrawn';
  name: string;
  email: string | null;
  /** The certificate that holds now; null while the claim waits, and when it was refused or revoked. */
  certificate: { serial: string; facts: NamedFacts; mailed: { mailId: number; createdAt: Date } | null } | null;
};

export type LinkPage = { event: LinkedEvent; open: OpenLink | null; held: HeldClaim[] };

/**
 * What an attendee finds behind a link: what this browser claimed through it, be the link still open or not, and the
 * way to claim while it is. Null, after the same work, for everybody else: the link is unknown, over or revoked.
 */
export async function findLinkPage(visit: Visit, token: string, holder: string | null): Promise<LinkPage | null> {
  const held = await heldOf(visit, token, holder);
  const found = await followLink(visit, token);
  if (!found || (!found.open && held.length === 0)) return null;
  return { ...found, held: held.map(asHeld) };
}

/**
 * The file of a certificate that this browser holds.
 * @throws AppError `not_found`, as for a link that is not open
 */
export async function getHeldFile(visit: Visit, token: string, holder: string | null, serial: string) {
  const row = (await heldOf(visit, token, holder)).find((claim) => claim.serial === serial);
  if (!row?.certificateId) throw linkNotOpen();
  return { facts: row.facts as NamedFacts, bytes: await namedFile(visit.db, row.certificateId) };
}

type Row = Awaited<ReturnType<typeof listHeldClaims>>[number];

/** Asked without a cookie as well, so that a guess takes as long as a hit. */
function heldOf({ db }: Visit, token: string, holder: string | null): Promise<Row[]> {
  return listHeldClaims(db, hashLinkToken(token), holderHash(holder ?? ''));
}

function asHeld({ id, state, name, email, serial, facts, mailed }: Row): HeldClaim {
  return { id, state, name, email, certificate: (serial && { serial, facts: facts as NamedFacts, mailed }) || null };
}
