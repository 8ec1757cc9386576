import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { lockEvent } from '@/db/queries/events';
import { lockRoster } from '@/db/queries/roster';
import { nameConference } from '@/lib/conferences/join-conference';
import type { EventContent } from '@/lib/events/event';
import { changedFields, contentOf, describeField } from '@/lib/events/event-content';
import { filledForm } from '@/lib/events/event-form-values';
import { eventSchema } from '@/lib/events/event-input';
import { FIELD_NAMES, FIELDS } from '@/lib/events/fields';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { listCategories } from '@/lib/events/list-categories';
import { checkCategories } from '@/lib/events/offered-categories';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { writeEventChange } from '@/lib/events/write-event-change';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { correctIssued } from './issued-certificates';
import { type Asked, eventIdOf, type Kind, type Prepared, type RequestView, type Seen, type Viewing } from './kind';
import { KIND_WORDS } from './kind-words';

/** Fields that requests sent before they existed do not have; such a request changes none of them. */
const ADDED_LATER = Object.fromEntries(
  FIELD_NAMES.filter((name) => FIELDS[name].addedLater).map((name) => [name, null]),
);

/** The changes saved with the request, which were checked when the provider sent it. */
const contentSchema = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? { ...ADDED_LATER, ...value } : value),
  z.custom<EventContent>(
    (value) => typeof value === 'object' && value !== null && FIELD_NAMES.every((field) => field in value),
  ),
);

/** Requests from before conferences were records have the bare name. */
function withConference(content: EventContent): EventContent {
  const { conference } = content as { conference: EventContent['conference'] | string };
  return typeof conference === 'string' ? { ...content, conference: { id: null, name: conference } } : content;
}

const partsOf = ({ asked, basis }: Pick<Asked, 'asked' | 'basis'>) => ({
  asked: withConference(contentSchema.parse(asked)),
  basis: withConference(contentSchema.parse(basis)),
});

/** Sets the fields that the provider asked to change, and leaves the others as they are now. */
function merged(now: EventContent, { basis, asked }: ReturnType<typeof partsOf>): EventContent {
  const fields = changedFields(basis, asked);
  return { ...now, ...Object.fromEntries(fields.map((field) => [field, asked[field]])) };
}

/** Returns the fields that the provider asked to change, in three versions. */
export async function viewCorrection(ctx: Viewing, request: Asked): Promise<RequestView> {
  const [event, categories] = await Promise.all([getEvent(ctx, eventIdOf(request)), listCategories(ctx)]);
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const { asked, basis } = partsOf(request);
  const now = contentOf(event);
  return {
    event,
    saw: String(event.version),
    fields: changedFields(basis, asked).map((field) => ({
      field: FIELDS[field].label,
      was: describeField(basis, field, names),
      now: describeField(now, field, names),
      asked: describeField(asked, field, names),
    })),
    moved: event.version !== request.basisVersion,
  };
}

/**
 * Locks the roster and the event, and makes the correction in the transaction that approves it.
 * @throws AppError `invalid` when the event was canceled, or the correction no longer fits it
 */
export async function prepareCorrection(tx: Transaction, ctx: Context, seen: Seen): Promise<Prepared> {
  const eventId = eventIdOf(seen);
  await lockRoster(tx, eventId, 'every-provider');
  const locked = await lockEvent(tx, eventId, 'every-provider');
  if (!locked) throw eventNotFound();
  refuseCanceled(locked);
  if (String(locked.version) !== seen.saw) return 'moved';
  return {
    apply: async (request, { certificates, unsigned }) => {
      const saved = contentOf(await getEvent({ actor: ctx.actor, db: tx }, eventId));
      const content = await checked(tx, locked.providerId, merged(saved, partsOf(request)));
      await checkCategories(tx, content.categoryIds, saved.categoryIds);
      // The event may read as asked already, while its certificates do not.
      if (changedFields(saved, content).length > 0) {
        const { providerId, version } = locked;
        const attested = { by: request.askedBy, at: request.askedAt };
        const which = { eventId, providerId, version, openOn: null, attested };
        await writeEventChange(tx, ctx, which, { saved, content });
      }
      if (certificates === 'leave') return { last: KIND_WORDS.correction.approved.last };
      if (certificates !== 'correct') return undefined;
      const { id, requestKey } = request;
      const reason = `The event was corrected (request ${id}).`;
      const last = await correctIssued(tx, ctx, { eventId, requestKey, reason, unsigned });
      return last === undefined ? undefined : { last };
    },
  };
}

/** Checks merged content by the rules of the form: another change can have made it contradict itself. */
async function checked(tx: Transaction, providerId: number, content: EventContent): Promise<EventContent> {
  const result = eventSchema.safeParse({ ...filledForm(content), attested: 'yes' });
  if (result.success) {
    const { conference, ...rest } = result.data;
    return { ...rest, conference: await nameConference(tx, providerId, conference, rest) };
  }
  const why = [...new Set(result.error.issues.map(({ message }) => message))].join(' ');
  throw new AppError(
    'invalid',
    `The event was changed since the provider asked, and the correction no longer fits it: ${why} Ask the provider, or decline the request.`,
  );
}

/** The kind of request that corrects an event that has ended (manual, "Revising Existing Events"; M17). */
export const correction: Kind = { view: viewCorrection, prepare: prepareCorrection };
