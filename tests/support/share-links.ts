import { eq } from 'drizzle-orm';
import { shareLinks } from '@/db/schema';
import type { ClaimInput } from '@/lib/claims/claim-input';
import type { Context, Visit } from '@/lib/platform/visit';
import { type ShareLinkInput, shareLinkSchema } from '@/lib/share-links/link-input';
import { makeShareLink } from '@/lib/share-links/make-link';
import { addressOfLink } from '@/lib/share-links/token';

/** Makes a link of an event, open to anyone who has it unless `given` says otherwise. */
export async function givenLink(ctx: Context, eventId: number, given: Partial<ShareLinkInput> = {}) {
  const input = shareLinkSchema.parse({
    label: `Link ${crypto.randomUUID().slice(0, 8)}`,
    access: 'open',
    unsigned: 'yes',
  });
  const { linkId } = await makeShareLink(ctx, { ...input, ...given, eventId });
  const [row] = await ctx.db.select().from(shareLinks).where(eq(shareLinks.id, linkId));
  return { linkId, token: addressOfLink(row!)!.split('/').at(-1)!, row: row! };
}

/** Returns a visit of an attendee without an account, on the day of a context. */
export function attendeeVisit({ db, clock }: Context, address = '192.0.2.1'): Visit {
  return { db, clock, requestId: 'test', address };
}

/** Returns an attendee's form, complete unless `given` says otherwise. */
export function claimOf(given: Partial<ClaimInput> = {}): ClaimInput {
  return {
    name: 'Zoë Ñandú',
    school: 'Big Sky School',
    educatorNumber: '',
    email: null,
    completed: 'yes',
    educator: 'yes',
    codeWord: '',
    completedOn: null,
    openedOn: null,
    requestKey: crypto.randomUUID(),
    given: null,
    ...given,
  };
}
