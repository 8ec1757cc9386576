import { countClaimsOfLink, findLinkByToken } from '@/db/queries/share-links';
import { whyNotIssuable } from '@/lib/certificates/issue/rules';
import type { Day } from '@/lib/platform/clock';
import type { Visit } from '@/lib/platform/visit';
import { type LinkAccess, linkState, whyLinkFull } from './rules';
import { hashLinkToken } from './token';

/** A link as who has its address sees it. */
export type OpenLink = {
  id: number;
  access: LinkAccess;
  afterEvaluation: boolean;
  reviewed: boolean;
  event: { id: number; title: string; startsOn: Day; endsOn: Day; hours: string };
  providerName: string;
  providerPhone: string;
  /** Why nobody can claim now: the event has not begun, or every place is taken. */
  whyNotNow: string | null;
};

/** The link that this token opens today, or null, always after the same work. Changes nothing. */
export async function findOpenLink(visit: Visit, token: string): Promise<OpenLink | null> {
  const found = await findLinkByToken(visit.db, hashLinkToken(token));
  const today = visit.clock.today();
  if (!found || linkState(found.link, today) !== 'open') return null;
  const { link, event, providerName, providerPhone } = found;
  const { id, access, afterEvaluation, reviewed } = link;
  const whyNotNow = whyNotIssuable(event, today) ?? whyLinkFull(link, await countClaimsOfLink(visit.db, link.id));
  return { id, access, afterEvaluation, reviewed, event, providerName, providerPhone, whyNotNow };
}
