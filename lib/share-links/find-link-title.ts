import { findLinkByToken } from '@/db/queries/share-links';
import { refusalOf } from '@/lib/platform/database';
import type { Visit } from '@/lib/platform/visit';
import { linkState } from './rules';
import { hashLinkToken } from './token';

/**
 * Returns the title of the event that an open link leads to, for the title of its page; null for any other token, which says
 * nothing about an event, and while the database is away, which the page itself says.
 */
export async function findLinkTitle(visit: Visit, token: string): Promise<string | null> {
  try {
    const found = await findLinkByToken(visit.db, hashLinkToken(token));
    return found && linkState(found.link, visit.clock.today()) === 'open' ? found.event.title : null;
  } catch (error) {
    if (refusalOf(error)) return null;
    throw error;
  }
}
