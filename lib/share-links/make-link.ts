import { lockEvent } from '@/db/queries/events';
import { insertShareLink, listLiveLinksByLabel, type ShareLinkRow } from '@/db/queries/share-links';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { requireSignature } from '@/lib/certificates/unsigned';
import { eventNotFound } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import type { ShareLinkInput } from './link-input';
import { whyNotTheseDays } from './rules';
import { makeLinkToken } from './token';

const TERMS = ['access', 'codeWord', 'afterEvaluation', 'reviewed', 'firstDay', 'lastDay', 'most'] as const;

/**
 * Makes a link through which attendees of an event get their certificates (M13, M23, M25). The label tells an event's
 * links apart, so each label is used only once; the same form sent twice makes one link.
 * @throws AppError `not_found`, `forbidden`, or `invalid`, also for an event that is not signed unless that was chosen
 */
export async function makeShareLink(
  ctx: Context,
  { eventId, unsigned, ...input }: ShareLinkInput & { eventId: number },
) {
  const { actor } = ctx;
  return ctx.db.transaction(async (tx): Promise<{ linkId: number }> => {
    const event = await lockEvent(tx, eventId, scopeOf(actor));
    if (!event) throw eventNotFound();
    authorize(ctx, 'share_link.make', event);
    refuseCanceled(event);
    const why = whyNotTheseDays(input, event, ctx.clock.today());
    if (why) throw new AppError('invalid', why);
    const [namesake] = await listLiveLinksByLabel(tx, eventId, input.label);
    if (namesake && isSentTwice(namesake, input, actor.userId)) return { linkId: namesake.id };
    if (namesake) {
      throw new AppError('invalid', `There is already a link named “${input.label}”. Give this one a different label.`);
    }
    await requireSignature(tx, eventId, { unsigned });
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

function isSentTwice(link: ShareLinkRow, input: Omit<ShareLinkInput, 'unsigned'>, userId: number): boolean {
  return link.createdBy === userId && TERMS.every((term) => link[term] === input[term]);
}
