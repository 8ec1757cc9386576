import { createHash } from 'node:crypto';
import { findFeedByToken, listEventsForFeed, touchFeed } from '@/db/queries/calendar';
import { addDays } from '@/lib/platform/days';
import { env } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { limitTries } from '@/lib/users/rate-limit';
import { writeCalendar } from './ical';
import { itemsForProvider } from './items';
import { hashFeedToken } from './own-feed';

/** How far back a feed goes, in days (choice): a year of events, and the counts that they may still owe. */
const DAYS_BACK = 365;
/** The most events in a feed (choice): about a megabyte. What ended longest ago is left out first. */
const MAX_EVENTS = 2000;

/** Reads of one feed in 15 minutes: programs ask a few times an hour, on each of a person's devices (choice). */
export const MAX_READS = 60;
/** Addresses that do not work, per network in 15 minutes. Nobody guesses 32 random bytes; it protects the database. */
export const MAX_WRONG_ADDRESSES = 100;

const TOUCH_EVERY_MS = 3_600_000;

export type FeedFile = { text: string; etag: string };

/**
 * Returns the calendar at a feed's address, with its ETag. The address alone says whose it is; no cookie is read. It
 * works while its person may work for the provider and has kept the password that they had when they made it.
 * @throws AppError `not_found` for an address that does not work, `too_many`
 */
export async function readFeed(visit: Visit, token: string): Promise<FeedFile> {
  const feed = /^[\w-]{43}$/.test(token) ? await findFeedByToken(visit.db, hashFeedToken(token)) : null;
  if (!feed) {
    await limitTries(visit, `calendar:address:${networkOf(visit.address)}`, MAX_WRONG_ADDRESSES);
    throw new AppError('not_found', 'This calendar address does not work. Make another under My account.');
  }
  await limitTries(visit, `calendar:feed:${feed.id}`, MAX_READS);
  const now = visit.clock.now();
  if (!feed.lastReadAt || now.getTime() - feed.lastReadAt.getTime() > TOUCH_EVERY_MS) {
    await touchFeed(visit.db, feed.id, now);
  }
  const today = visit.clock.today();
  const events = await listEventsForFeed(
    visit.db,
    { providerId: feed.providerId },
    { from: addDays(today, -DAYS_BACK), today, limit: MAX_EVENTS },
  );
  const { APP_URL } = env();
  const items = events.flatMap((event) => itemsForProvider(event, { appUrl: APP_URL }));
  return fileOf(writeCalendar(`PDUPS: ${feed.providerName}`, items));
}

/** Returns a calendar with the tag by which programs recognize that nothing has changed. */
export function fileOf(text: string): FeedFile {
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"` };
}
