import { findLinkByToken } from '@/db/queries/share-links';
import { refusalOf } from '@/lib/platform/database';
import type { Visit } from '@/lib/platform/visit';
import { hashLinkToken } from './token';

/**
 * Returns the title of the event that a token leads to, for the title of its page; null for a token that was never given
 * out, and while the database is away, which the page itself says.
 */
export async function findLinkTitle(visit: Visit, token: string): Promise<string | null> {
  try {
    return (await findLinkByToken(visit.db, hashLinkToken(token)))?.event.title ?? null;
  } catch (error) {
    if (refusalOf(error)) return null;
    throw error;
  }
}
