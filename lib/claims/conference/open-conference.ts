import { findConferenceLinkByToken, listSessionsWithLinks } from '@/db/queries/conference-links';
import type { Attendee } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { standingOn, whyNoneGivenOut } from '@/lib/access/standing';
import { whyNotIssuable } from '@/lib/certificates/issue/rules';
import { hasEnded } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { hashLinkToken } from '@/lib/share-links/token';
import { limitSharedTries, limitTries } from '@/lib/users/rate-limit';
import { hasBegun, linkOfSession } from './rules';

/**
 * Limits per 15 minutes on the forms of one conference. A hall of a thousand people often shares one address, and each of
 * them sends two or three forms (choice). What one session allows is limited by its own link.
 */
const LIMITS = {
  formsPerLinkAndAddress: 8_000,
  formsPerLink: { most: 30_000, own: 1_000, ownOfAll: 80_000 },
} as const;

/** The conference behind a link, and whom to ask about it. */
export type LinkedConference = {
  id: number;
  name: string;
  startsOn: Day;
  endsOn: Day;
  providerName: string;
  providerPhone: string;
};

type Row = Awaited<ReturnType<typeof listSessionsWithLinks>>[number];

/** A session that can be claimed now, with the link whose requirements apply. */
export type OfferedSession = Omit<Row, 'links' | 'canceledAt'> & { link: NonNullable<Row['links'][number]> };

export type OpenConference = {
  linkId: number;
  conference: LinkedConference;
  provider: Found['provider'];
  sessions: OfferedSession[];
  /** Whether some session that takes place is not over. */
  goesOn: boolean;
  /** Why the provider can't give out certificates now; null when it can. */
  ruledOut: string | null;
};

type Found = NonNullable<Awaited<ReturnType<typeof findConferenceLinkByToken>>>;

/**
 * Returns what a token leads to while the link is open: the conference and the sessions that can be claimed now. Sessions
 * that were canceled, have not begun, or have no open link of their own are left out. Changes nothing.
 */
export async function findOpenConference(visit: Visit, token: string): Promise<OpenConference | null> {
  const found = await findConferenceLinkByToken(visit.db, hashLinkToken(token));
  if (!found || found.link.revokedAt !== null) return null;
  const { link, conference, provider, providerName, providerPhone } = found;
  const today = visit.clock.today();
  const rows = await listSessionsWithLinks(visit.db, conference.id);
  return {
    linkId: link.id,
    conference: { ...conference, providerName, providerPhone },
    provider,
    sessions: rows.flatMap(({ links, canceledAt, ...session }) => {
      const own = linkOfSession(links, today);
      const isOffered =
        own && whyNotIssuable({ ...session, canceledAt }, today) === null && hasBegun(session, visit.clock);
      return isOffered ? [{ ...session, link: own }] : [];
    }),
    goesOn: rows.some(({ canceledAt, ...session }) => canceledAt === null && !hasEnded(session, today)),
    ruledOut: whyNoneGivenOut({ providerName, standing: standingOn(provider, today) }),
  };
}

/**
 * Returns the conference of a token if people can claim at it today, and counts the form.
 * @throws AppError `not_found` when the link is not open, `forbidden` while the provider can't give out certificates, or
 * `too_many`
 */
export async function getClaimableConference(visit: Visit, token: string): Promise<OpenConference> {
  const open = await findOpenConference(visit, token);
  if (!open) throw linkNotOpen();
  const { linkId, provider, conference } = open;
  const standing = standingOn(provider, visit.clock.today());
  const actor: Attendee = { kind: 'attendee', through: { kind: 'conference_link', linkId }, attendeeId: null };
  authorize({ actor }, 'certificate.claim', { providerName: conference.providerName, standing });
  const key = `claim:conference:${linkId}`;
  await limitTries(visit, `${key}:network:${networkOf(visit.address)}`, LIMITS.formsPerLinkAndAddress);
  await limitSharedTries(visit, key, LIMITS.formsPerLink);
  return open;
}
