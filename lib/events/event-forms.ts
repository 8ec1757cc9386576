import { findProviderContact } from '@/db/queries/event-writing';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import type { ProviderEvent } from './event';
import { contentOf } from './event-content';
import { blankForm, copiedForm, filledForm } from './event-form-values';
import { parseEventId } from './event-id';
import { getEvent } from './find-event';
import { listOfferedCategories, type OfferedCategory } from './offered-categories';
import { authoriseEventChange } from './policy';
import { whyNotEditable } from './rules';

/** What a form for an event is drawn from. */
export type EventForm = {
  values: FormValues;
  categories: OfferedCategory[];
  /** What the certificate in the preview says of the provider. */
  provider: { name: string; phone: string };
};

/**
 * A form to add an event: blank, or filled from an event of the provider (`from`, as it stands in the address).
 * @throws AppError `not_found` when that event is not the provider's, `forbidden` for who may not add events
 */
export async function newEventForm(ctx: Context, from?: string): Promise<EventForm & { copied: ProviderEvent | null }> {
  const { actor } = ctx;
  const copied = from === undefined ? null : await getEvent(ctx, parseEventId(from));
  authoriseEventChange(actor);
  const [categories, provider] = await Promise.all([
    listOfferedCategories(ctx.db, []),
    findProviderContact(ctx.db, actor.providerId),
  ]);
  const requestKey = crypto.randomUUID();
  const form = copied ? copiedForm(contentOf(copied), ctx.clock.today(), requestKey) : blankForm(requestKey);
  const values = { ...form, forProvider: String(actor.providerId) };
  return { values, categories, provider: provider ?? { name: actor.providerName, phone: '' }, copied };
}

/**
 * The form to edit an event, or the reason why it is closed (manual, "Revising Existing Events").
 * @throws AppError `not_found`, or `forbidden` for who may not change events
 */
export async function editEventForm(
  ctx: Context,
  eventId: number,
): Promise<{ event: ProviderEvent; why: string } | { event: ProviderEvent; why: null; form: EventForm }> {
  const event = await getEvent(ctx, eventId);
  authoriseEventChange(ctx.actor);
  const why = whyNotEditable(event, ctx.clock.today());
  if (why !== null) return { event, why };
  const form = {
    // Nothing is saved without the attestation, so it was made; whoever cannot stand by it any more unticks it.
    values: { ...filledForm(contentOf(event)), attested: 'yes', version: String(event.version) },
    categories: await listOfferedCategories(ctx.db, event.categoryIds),
    provider: { name: event.providerName, phone: event.providerPhone },
  };
  return { event, why, form };
}
