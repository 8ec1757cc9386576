import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { endFeed, findOwnFeed, insertFeed } from '@/db/queries/calendar';
import { authorize } from '@/lib/access/authorize';
import { forProvider, placeOfForm } from '@/lib/access/for-provider';
import { getPlace } from '@/lib/access/place';
import { record } from '@/lib/audit/record';
import { env } from '@/lib/platform/env';
import type { Context } from '@/lib/platform/visit';

/** A person's calendar feed, without its address, which is shown once. */
export type OwnFeed = { createdAt: Date; lastReadAt: Date | null };

/** What the person is shown, only once. */
export type MadeFeed = { address: string };

export const feedSchema = z.object({ forProvider });

type Input = z.output<typeof feedSchema>;

const TOKEN_BYTES = 32;

/** Hashes a feed's token for storage. A plain hash of 256 random bits reveals nothing. */
export function hashFeedToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Returns the person's feed of the provider that they work for, while it works.
 * @throws AppError `forbidden`
 */
export async function findFeed(ctx: Context): Promise<OwnFeed | null> {
  authorize(ctx, 'calendar_feed.use');
  return findOwnFeed(ctx.db, { userId: ctx.actor.userId, providerId: getPlace(ctx.actor).providerId });
}

/**
 * Makes an address from which a calendar program reads the provider's events, in place of the person's earlier one. The
 * address is in the answer and nowhere else.
 * @throws AppError `forbidden`, or `conflict` when the person works for another provider now
 */
export async function makeFeed(ctx: Context, { forProvider }: Input): Promise<MadeFeed> {
  authorize(ctx, 'calendar_feed.use');
  const owner = ownerOf(ctx, forProvider);
  const at = ctx.clock.now();
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await ctx.db.transaction(async (tx) => {
    await endFeed(tx, { ...owner, at });
    await insertFeed(tx, { ...owner, tokenHash: hashFeedToken(token), createdAt: at });
    await record(tx, ctx, {
      action: 'calendar_feed.made',
      subject: `user:${owner.userId}`,
      details: { providerId: owner.providerId },
    });
  });
  return { address: `${env().APP_URL}/calendar/${token}.ics` };
}

/**
 * Ends the person's feed: its address no longer works.
 * @throws AppError `forbidden`, or `conflict` when the person works for another provider now
 */
export async function turnOffFeed(ctx: Context, { forProvider }: Input): Promise<void> {
  authorize(ctx, 'calendar_feed.use');
  const owner = ownerOf(ctx, forProvider);
  await ctx.db.transaction(async (tx) => {
    if (!(await endFeed(tx, { ...owner, at: ctx.clock.now() }))) return;
    await record(tx, ctx, {
      action: 'calendar_feed.turned_off',
      subject: `user:${owner.userId}`,
      details: { providerId: owner.providerId },
    });
  });
}

function ownerOf({ actor }: Context, forProvider: number) {
  return { userId: actor.userId, providerId: placeOfForm(actor, forProvider).providerId };
}
