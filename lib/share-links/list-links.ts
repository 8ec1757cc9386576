import { findShareLink, listShareLinks } from '@/db/queries/share-links';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { scopeOf } from '@/lib/access/scope';
import type { Day } from '@/lib/platform/clock';
import type { Context } from '@/lib/platform/visit';
import { linkNotFoundForProvider } from './not-found';
import { type LinkAccess, type LinkState, linkState } from './rules';
import { addressOfLink } from './token';

/** A link as the provider sees it. */
export type ShareLink = {
  id: number;
  label: string;
  access: LinkAccess;
  codeWord: string | null;
  afterEvaluation: boolean;
  reviewed: boolean;
  firstDay: Day | null;
  lastDay: Day | null;
  most: number | null;
  state: LinkState;
  /** Null for users who cannot give out certificates, and when the server's key has changed since. */
  address: string | null;
  createdAt: Date;
  createdByName: string;
  waiting: number;
  issued: number;
};

/**
 * Returns the links of an event. Addresses and code words are only for users who can give out certificates, because
 * anyone who has them can make a certificate. The caller has already found the event in scope.
 */
export async function listLinks(ctx: Context, eventId: number): Promise<ShareLink[]> {
  const rows = await listShareLinks(ctx.db, eventId, scopeOf(ctx.actor));
  const mayGive = whyNotAllowed(ctx.actor, 'share_link.change') === null;
  return rows.map(({ link, createdByName, waiting, issued }) => ({
    id: link.id,
    label: link.label,
    access: link.access,
    codeWord: mayGive ? link.codeWord : null,
    afterEvaluation: link.afterEvaluation,
    reviewed: link.reviewed,
    firstDay: link.firstDay,
    lastDay: link.lastDay,
    most: link.most,
    state: linkState(link, ctx.clock.today()),
    address: mayGive ? addressOfLink(link) : null,
    createdAt: link.createdAt,
    createdByName,
    waiting,
    issued,
  }));
}

/**
 * Returns a link of the event.
 * @throws AppError `not_found`, both for a link of another event or provider and for one that does not exist
 */
export async function getLink(ctx: Context, eventId: number, linkId: number) {
  const link = await findShareLink(ctx.db, eventId, linkId, scopeOf(ctx.actor));
  if (!link) throw linkNotFoundForProvider();
  return link;
}
