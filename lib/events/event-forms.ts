import { findProviderContact } from '@/db/queries/event-writing';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import type { Conference } from '@/lib/conferences/conference';
import { getConference, parseConferenceId } from '@/lib/conferences/find-conference';
import { type ConferenceChoice, listConferenceChoices } from '@/lib/conferences/list-conferences';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { settingAt } from '@/lib/settings/read-setting';
import type { ProviderEvent } from './event';
import { contentOf } from './event-content';
import { blankForm, copiedForm, filledForm } from './event-form-values';
import { parseEventId } from './event-id';
import { getEvent } from './find-event';
import { type FormTexts, formTexts } from './form-texts';
import { listOfferedCategories, type OfferedCategory } from './offered-categories';
import { whyNotEditable } from './rules';

/** What is needed to show an event form. */
export type EventForm = {
  values: FormValues;
  categories: OfferedCategory[];
  /** The conferences that the event can be a session of, and the one that it is. */
  conferences: ConferenceChoice[];
  /** What the certificate preview says about the provider. */
  provider: { name: string; phone: string };
} & FormTexts;

/**
 * Returns a form to add an event: blank, or filled from one of the provider's events (`from`, as it appears in the
 * URL), or of a session of a conference, with the conference's dates.
 * @throws AppError `not_found` when that event is not the provider's, `forbidden` for people who may not add events
 */
export async function newEventForm(
  ctx: Context,
  from?: string,
  conference?: string,
): Promise<EventForm & { copied: ProviderEvent | null }> {
  const copied = from === undefined ? null : await getEvent(ctx, parseEventId(from));
  authorize(ctx, 'event.add');
  const { providerId, providerName } = getPlace(ctx.actor);
  const of = conference === undefined ? null : await getConference(ctx, parseConferenceId(conference));
  const [categories, conferences, provider, texts] = await Promise.all([
    listOfferedCategories(ctx.db, []),
    listConferenceChoices(ctx.db, providerId, { chosen: of && !of.closedAt ? of.id : null, closedToo: false }),
    findProviderContact(ctx.db, providerId),
    formTexts(ctx),
  ]);
  const requestKey = crypto.randomUUID();
  const form = copied ? copiedForm(contentOf(copied), ctx.clock.today(), requestKey) : blankForm(requestKey);
  const values: FormValues = {
    ...form,
    ...(of && sessionForm(of)),
    ...(copied && { from: String(copied.id) }),
    forProvider: String(providerId),
  };
  // A copy of a session does not join a conference that is closed.
  if (!conferences.some(({ id }) => String(id) === values.conference)) values.conference = '';
  return { values, categories, conferences, provider: provider ?? { name: providerName, phone: '' }, ...texts, copied };
}

/** Most sessions last one day; of a conference of several days, which one it is, is for the person to say. */
function sessionForm({ id, startsOn, endsOn }: Conference): FormValues {
  const days = startsOn === endsOn ? { startsOn, endsOn } : { startsOn: '', endsOn: '' };
  return { conference: String(id), ...days };
}

/** Returns what the form of a saved event offers as its conference. */
export async function conferencesOf(
  ctx: Pick<Context, 'db'>,
  { providerId, conference }: Pick<ProviderEvent, 'providerId' | 'conference'>,
): Promise<ConferenceChoice[]> {
  return listConferenceChoices(ctx.db, providerId, { chosen: conference?.id ?? null, closedToo: false });
}

/**
 * Returns what the attestation of a saved event's form begins with. Nothing is saved without it, so it was made; people who
 * can no longer stand by it uncheck it. A statement that is new since then is not confirmed yet.
 */
export async function attestedBefore(
  { db }: Pick<Context, 'db'>,
  { attestedAt }: Pick<ProviderEvent, 'attestedAt'>,
  { attestation }: FormTexts,
): Promise<'yes' | ''> {
  const { statement } = await settingAt(db, 'attestation', attestedAt);
  return statement === attestation ? 'yes' : '';
}

/**
 * Returns the form to edit an event, or the reason why it is closed (manual, "Revising Existing Events").
 * @throws AppError `not_found`, or `forbidden` for people who may not change events
 */
export async function editEventForm(
  ctx: Context,
  eventId: number,
): Promise<{ event: ProviderEvent; why: string } | { event: ProviderEvent; why: null; form: EventForm }> {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'event.edit');
  const why = whyNotEditable(event, ctx.clock.today());
  if (why !== null) return { event, why };
  const texts = await formTexts(ctx);
  const attested = await attestedBefore(ctx, event, texts);
  const form = {
    values: { ...filledForm(contentOf(event)), attested, version: String(event.version) },
    categories: await listOfferedCategories(ctx.db, event.categoryIds),
    conferences: await conferencesOf(ctx, event),
    provider: { name: event.providerName, phone: event.providerPhone },
    ...texts,
  };
  return { event, why, form };
}
