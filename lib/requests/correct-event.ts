import { z } from 'zod';
import { lockEvent } from '@/db/queries/events';
import { findRunByRequestKey } from '@/db/queries/issuing-runs';
import { lockRoster } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { unsigned } from '@/lib/certificates/unsigned';
import { nameConference } from '@/lib/conferences/join-conference';
import { categoryNames, conflictOf } from '@/lib/events/edit-event';
import type { ProviderEvent } from '@/lib/events/event';
import { changedFields, contentOf } from '@/lib/events/event-content';
import type { EditConflict } from '@/lib/events/event-decision';
import { filledForm } from '@/lib/events/event-form-values';
import { conferencesOf, type EventForm } from '@/lib/events/event-forms';
import { editEventSchema } from '@/lib/events/event-input';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { formTexts } from '@/lib/events/form-texts';
import { notifyProviderOfEvent } from '@/lib/events/notify-provider';
import { checkCategories, listOfferedCategories } from '@/lib/events/offered-categories';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { writeEventChange } from '@/lib/events/write-event-change';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { correctIssued } from './issued-certificates';

/** Includes a reason, which the provider reads. */
export const correctEventSchema = z.intersection(
  editEventSchema,
  z.object({
    reason: paragraphsOfText({ label: 'The reason', max: 500 }),
    /** What becomes of the certificates that were issued before. */
    certificates: z.enum(['leave', 'correct'], 'Choose what to do with the certificates.').optional(),
    unsigned,
    requestKey: z.uuid('Open the page again, then send the form.'),
  }),
);

type Input = z.output<typeof correctEventSchema> & { eventId: number };

/** Returns the form in which staff correct an event of any provider, even after it ended. */
export async function correctEventForm(
  ctx: Context,
  eventId: number,
): Promise<{ event: ProviderEvent; form: EventForm }> {
  authorize(ctx, 'event.correct');
  const event = await getEvent(ctx, eventId);
  const form = {
    values: {
      ...filledForm(contentOf(event)),
      attested: 'yes',
      version: String(event.version),
      requestKey: crypto.randomUUID(),
    },
    categories: await listOfferedCategories(ctx.db, event.categoryIds),
    conferences: await conferencesOf(ctx, event),
    provider: { name: event.providerName, phone: event.providerPhone },
    ...(await formTexts(ctx)),
  };
  return { event, form };
}

/**
 * Corrects an event for its provider, even after it ended (M17), with a reason that the provider reads in the event's
 * history and in an email. The provider's attestation remains as it was, with its moment. If staff choose so, all of its
 * certificates are corrected, too, in a run that begins here (M18). Staff never unknowingly overwrite what somebody else
 * saved in the meantime.
 * @throws AppError `not_found`, `forbidden`, `invalid`, or `conflict` when certificates are being reissued already
 */
export async function correctEvent(ctx: Context, input: Input): Promise<{ kind: 'edited' } | EditConflict> {
  const { eventId, version, overVersion, pastEnd: _, sameEvent: __, reason, ...rest } = input;
  const { certificates, unsigned: mayBeUnsigned, requestKey, ...entered } = rest;
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'event.correct');
    await lockRoster(tx, eventId, 'every-provider');
    const locked = await lockEvent(tx, eventId, 'every-provider');
    if (!locked) throw eventNotFound();
    refuseCanceled(locked);
    const event = await getEvent({ actor: ctx.actor, db: tx }, eventId);
    const saved = contentOf(event);
    const conference = await nameConference(tx, locked.providerId, entered.conference, entered);
    const content = { ...entered, conference };
    const changed = changedFields(saved, content);
    if (changed.length > 0) {
      if (event.version !== (overVersion ?? version)) {
        return conflictOf(event, changed, content, await categoryNames(tx));
      }
      await checkCategories(tx, content.categoryIds, saved.categoryIds);
      const attested = { by: locked.attestedBy, at: locked.attestedAt };
      const which = { eventId, providerId: locked.providerId, version: event.version, openOn: null, attested };
      await writeEventChange(tx, ctx, which, { saved, content, reason });
    }
    // The event may be right already while its certificates are not. A form that is sent twice changes nothing the second time,
    // and begins one run; one that was opened again with Back and changed is another form.
    const used = certificates === 'correct' && (await findRunByRequestKey(tx, eventId, requestKey)) !== null;
    const begins = certificates === 'correct' && (changed.length > 0 || !used);
    const key = used ? crypto.randomUUID() : requestKey;
    const why = `The event was corrected. ${reason}`;
    const issued = begins
      ? await correctIssued(tx, ctx, { eventId, requestKey: key, reason: why, unsigned: mayBeUnsigned })
      : undefined;
    if (changed.length === 0 && issued === undefined) return { kind: 'edited' };
    const names = await categoryNames(tx);
    const news = { kind: 'corrected', reason, issued, saved, content, fields: changed, categoryNames: names } as const;
    await notifyProviderOfEvent(tx, ctx, event, news);
    return { kind: 'edited' };
  });
}
