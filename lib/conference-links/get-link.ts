import { findLatestConferenceLink, listSessionsWithLinks } from '@/db/queries/conference-links';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { linkOfSession } from '@/lib/claims/conference/rules';
import { getConference } from '@/lib/conferences/find-conference';
import { titleWithinConference } from '@/lib/events/rules';
import { timesInWords } from '@/lib/events/slots';
import type { Day } from '@/lib/platform/clock';
import { type QrPath, qrPath } from '@/lib/platform/qr-path';
import type { Context } from '@/lib/platform/visit';
import { addressOfLink } from '@/lib/share-links/token';
import { addressOfConferenceLink } from './token';

/** A session of a conference, with the link through which it is claimed. */
export type LinkedSession = {
  id: number;
  title: string;
  instructor: string;
  startsOn: Day;
  endsOn: Day;
  startsAt: string | null;
  endsAt: string | null;
  times: string | null;
  room: string | null;
  track: string | null;
  hours: string;
  isCanceled: boolean;
  /** The link that is open today; null when the session is not offered. */
  link: {
    id: number;
    access: 'open' | 'code_word' | 'roster';
    /** Null for users who cannot give out certificates. */
    codeWord: string | null;
    afterEvaluation: boolean;
    reviewed: boolean;
    /** Null for users who cannot give out certificates, and when the server's key has changed since. */
    address: string | null;
  } | null;
};

/** The link of a conference as its provider sees it; null while there is none. */
export type ShownConferenceLink = {
  isOpen: boolean;
  /** Null for users who cannot give out certificates, and when the server's key has changed since. */
  address: string | null;
  picture: QrPath | null;
  createdAt: Date;
  createdByName: string;
} | null;

/**
 * Returns a conference with its latest link and its sessions. Addresses and code words are only for users who can give out
 * certificates, because anyone who has them can make a certificate.
 * @throws AppError `not_found`
 */
export async function getConferenceLink(ctx: Context, conferenceId: number) {
  const conference = await getConference(ctx, conferenceId);
  const mayGive = whyNotAllowed(ctx.actor, 'share_link.change', conference) === null;
  const [found, rows] = await Promise.all([
    findLatestConferenceLink(ctx.db, conferenceId),
    listSessionsWithLinks(ctx.db, conferenceId),
  ]);
  const isOpen = found !== null && found.link.revokedAt === null;
  const address = isOpen && mayGive ? addressOfConferenceLink(found.link) : null;
  const link: ShownConferenceLink = found && {
    isOpen,
    address,
    picture: address ? qrPath(address) : null,
    createdAt: found.link.createdAt,
    createdByName: found.createdByName,
  };
  const today = ctx.clock.today();
  const sessions = rows.map(({ links, canceledAt, ...session }): LinkedSession => {
    const own = linkOfSession(links, today);
    return {
      ...session,
      title: titleWithinConference({ title: session.title, conference: conference.name }),
      times: timesInWords(session),
      isCanceled: canceledAt !== null,
      link: own && {
        id: own.id,
        access: own.access,
        codeWord: mayGive ? own.codeWord : null,
        afterEvaluation: own.afterEvaluation,
        reviewed: own.reviewed,
        address: mayGive ? addressOfLink(own) : null,
      },
    };
  });
  return { conference, link, sessions, mayGive };
}
