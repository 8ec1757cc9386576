import { countClaimsOfLink, findLinkByToken } from '@/db/queries/share-links';
import { standingOn, whyNoneGivenOut } from '@/lib/access/standing';
import { whyNotIssuable } from '@/lib/certificates/issue/rules';
import { type AsksCompleted, asksCompleted, entryOn } from '@/lib/events/asynchronous';
import { entriesOf } from '@/lib/events/course-entries';
import { whyCanceled } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import type { Visit } from '@/lib/platform/visit';
import { type LinkAccess, linkState, whyLinkFull } from './rules';
import { hashLinkToken } from './token';

/** The event that a link leads to today, and the provider to contact about it. */
export type LinkedEvent = {
  title: string;
  startsOn: Day;
  endsOn: Day;
  hours: string;
  providerName: string;
  providerPhone: string;
};

/** A link as a visitor with its address sees it. */
export type OpenLink = {
  id: number;
  /** The event that it leads to today; for a course that is always open, the year that is open. */
  eventId: number;
  /** All years of that course; of other events, the event. People may be on the roster of any of them. */
  eventIds: number[];
  /** When people have to say on which day they completed the course; null: the claim's own day counts. */
  asks: AsksCompleted | null;
  access: LinkAccess;
  afterEvaluation: boolean;
  reviewed: boolean;
  /** Why nobody can claim now: the provider can't give out certificates, the event was canceled or has not
   * begun, or every place is taken. */
  whyNotNow: string | null;
  canceled: boolean;
  /** The provider's standing rules it out, so the agency answers questions. */
  ruledOut: boolean;
};

/** Finds the event that a token leads to today, and its link while it is open; null for a token that was never given out. Changes nothing. */
export async function followLink(
  visit: Visit,
  token: string,
): Promise<{ event: LinkedEvent; open: OpenLink | null } | null> {
  const found = await findLinkByToken(visit.db, hashLinkToken(token));
  if (!found) return null;
  const { link, event, provider, providerName, providerPhone } = found;
  const today = visit.clock.today();
  const entries = await entriesOf(visit.db, event);
  const entry = entryOn(entries, today);
  const linked = { ...entry, providerName, providerPhone };
  const ruledOut = whyNoneGivenOut({ providerName, standing: standingOn(provider, today) });
  if (linkState(link, today) !== 'open') return { event: linked, open: null };
  const { id, access, afterEvaluation, reviewed } = link;
  const whyNotNow =
    ruledOut ?? whyNotIssuable(entry, today) ?? whyLinkFull(link, await countClaimsOfLink(visit.db, link.id));
  return {
    event: linked,
    open: {
      id,
      eventId: entry.id,
      eventIds: entries.map((each) => each.id),
      asks: event.asynchronous ? asksCompleted(entries, today) : null,
      access,
      afterEvaluation,
      reviewed,
      whyNotNow,
      canceled: whyCanceled(entry) !== null,
      ruledOut: ruledOut !== null,
    },
  };
}

/** Returns the link that this token opens today, or null. */
export async function findOpenLink(visit: Visit, token: string): Promise<OpenLink | null> {
  return (await followLink(visit, token))?.open ?? null;
}
