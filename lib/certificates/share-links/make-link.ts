import { lockEvent } from '@/db/queries/events';
import { insertShareLink, listLiveLinksByLabel, type ShareLinkRow } from '@/db/queries/share-links';
import { record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { authoriseEventChange } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import type { ShareLinkInput } from './link-input';
import { whyNotTheseDays } from './rules';
import { makeLinkToken } from './token';

const TERMS = ['access', 'codeWord', 'afterEvaluation', 'reviewed', 'firstDay', 'lastDay', 'most'] as const;

/**
 * Makes a link through which attendees of an event get their certificates (M13, M23, M25). The label tells the links
 * of an event apart, so none is given twice; the same form sent twice makes one link.
 * @throws AppError `not_found`, `forbidden` or `invalid`
 */
export async function makeShareLink(ctx: Context, { eventId, ...input }: ShareLinkInput & { eventId: number }) {
  const { actor } = ctx;
  return ctx.db.transaction(async (tx): Promise<{ linkId: number }> => {
    const event = await lockEvent(tx, eventId, scopeOf(actor));
    if (!event) throw eventNotFound();
    authoriseEventChange(actor);
    const why = whyNotTheseDays(input, event, ctx.clock.today());
    if (why) throw new AppError('invalid', why);
    const [namesake] = await listLiveLinksByLabel(tx, eventId, input.label);
    if (namesake && isSentTwice(namesake, input, actor.userId)) return { linkId: namesake.id };
    if (namesake) {
      throw new AppError('invalid', `There is a link “${input.label}” already. Give this one another label.`);
    }
    const linkId = await insertShareLink(tx, {
      ...input,
      ...makeLinkToken(eventId),
      eventId,
      createdBy: actor.userId,
      createdAt: ctx.clock.now(),
    });
    const { label: _, codeWord: __, ...terms } = input;
    await record(tx, ctx, { action: 'share_link.made', subject: `event:${eventId}`, details: { linkId, ...terms } });
    return { linkId };
  });
}

function isSentTwice(link: ShareLinkRow, input: ShareLinkInput, userId: number): boolean {
  return link.createdBy === userId && TERMS.every((term) => link[term] === input[term]);
}
