import { z } from 'zod';
import type { Transaction } from '@/db/client';
import { listCategories, lockEvent } from '@/db/queries/events';
import { lockRoster } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { type ExistingSession, whyOutside } from '@/lib/conference-sessions/plan';
import { findConferenceForSession } from '@/lib/conferences/join-conference';
import { findCoursesToContinue } from '@/lib/events/courses-to-continue';
import type { ContentField, EventContent } from '@/lib/events/event';
import { changedFields } from '@/lib/events/event-content';
import { filledForm } from '@/lib/events/event-form-values';
import { eventSchema } from '@/lib/events/event-input';
import { INPUTS, limitsOf } from '@/lib/events/fields';
import { hoursBetween } from '@/lib/events/hours';
import { checkCategories } from '@/lib/events/offered-categories';
import { hasEnded, whyNotEditable } from '@/lib/events/rules';
import { writeEventChange } from '@/lib/events/write-event-change';
import { writeNewEvent } from '@/lib/events/write-new-event';
import { retryOnConflict } from '@/lib/platform/database';
import { formatDay } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { lineOfText, searchable } from '@/lib/platform/text';
import type { PutEventAnswer } from './answers';
import { limitBatch, type SystemContext } from './authenticate';
import { describeProblem } from './describe-problem';
import { inDryRun } from './dry-run';
import { findNumbered } from './find-numbered';

/** The most events of one request (choice): a large conference. */
export const MAX_PUT_EVENTS = 500;

const HOW_MANY = `A request has 1 to ${MAX_PUT_EVENTS} events.`;

export const dryRunInput = z.boolean().optional().default(false).meta({
  description: 'Checks everything and saves nothing. The results are the ones that the same request would get.',
});

/** Items are checked one by one later, so that a mistake in one does not block the others. */
export const putEventsRequest = z.strictObject({
  dryRun: dryRunInput,
  attested: z.literal(true, 'Confirm with “attested”: true that these events earn units.').meta({
    description: 'Your provider confirms that each of these events earns units, as on the event form.',
  }),
  events: z.array(z.unknown()).min(1, HOW_MANY).max(MAX_PUT_EVENTS, HOW_MANY),
});

const line = (description: string, example: string) =>
  z
    .string()
    .optional()
    .meta({ description, examples: [example] });

export const ownNumberInput = lineOfText(limitsOf('ownNumber')).meta({
  description: 'Your own number of the event, by which it is found again, in any case.',
  maxLength: INPUTS.ownNumber.max,
  examples: ['S-101'],
});

/** One event: new ones need all that the event form needs; of saved ones, what is left out stays as it is. */
export const putEventRequest = z.strictObject({
  ownNumber: ownNumberInput,
  title: line('As it should appear on the certificate.', 'Number talks'),
  instructor: line('Several names are fine.', 'Zoë Ñandú'),
  description: line('What educators will learn, and who it is for.', 'How to lead number talks.'),
  categories: z
    .array(z.string())
    .optional()
    .meta({ description: 'Names of event categories, as the event form lists them.', examples: [['Mathematics']] }),
  startsOn: line('The first day.', '2027-03-05'),
  endsOn: line(
    'The last day; left out for a new event: the first day, or one year later for an asynchronous course.',
    '2027-03-05',
  ),
  startsAt: line('The start of an event of one day, in Montana.', '09:00'),
  endsAt: line('The end of an event of one day, in Montana.', '10:15'),
  hours: z
    .union([z.string(), z.number()])
    .transform(String)
    .optional()
    .meta({
      description:
        'Hours of instruction in quarter steps; left out for a new event: the time from start to end, rounded down.',
      examples: ['1.25'],
    }),
  location: z
    .union([
      z.strictObject({ kind: z.literal('online') }),
      z.strictObject({ kind: z.literal('in_person'), city: z.string(), state: z.string(), zip: z.string() }),
    ])
    .optional()
    .meta({ description: 'Online, or the city, the two letters of the state, and the ZIP code.' }),
  asynchronous: z.boolean().optional().meta({ description: 'An online course that can be taken at any time.' }),
  conferenceId: z.int().positive().nullable().optional().meta({
    description: 'The number of the conference that it is a session of, as in the address of its page; null: none.',
  }),
  room: line('Not printed.', 'Ballroom B'),
  track: line('Not printed.', 'Mathematics'),
  past: z.boolean().optional().meta({
    description: 'Confirms that an event which is over already is meant. Only staff can change it afterwards.',
  }),
  newCourse: z.boolean().optional().meta({
    description:
      'Confirms that an asynchronous course is not the next year of one with the same title, which is continued on its page.',
  }),
});

type Item = z.output<typeof putEventRequest>;

/** The result of one item: its answer, or why it was refused. */
export type PutResult = { answered: PutEventAnswer } | { refused: unknown };

/**
 * Adds or changes events of the key's provider by its own numbers, one after another. A refused item does not affect the
 * others. The same request sent again changes nothing, because each number names one event.
 * @throws AppError `too_many` when the key does not have that many requests left, `forbidden` while the provider adds no
 *   events
 */
export async function putEvents(
  ctx: SystemContext,
  { dryRun, events }: z.output<typeof putEventsRequest>,
): Promise<PutResult[]> {
  await limitBatch(ctx, events.length);
  const results: PutResult[] = [];
  for (const item of events) results.push(await putItem(ctx, item, dryRun));
  return results;
}

async function putItem(ctx: SystemContext, item: unknown, dryRun: boolean): Promise<PutResult> {
  const read = putEventRequest.safeParse(item, { error: describeProblem });
  if (!read.success) return { refused: read.error };
  try {
    return {
      answered: await retryOnConflict(() => inDryRun(ctx.db, dryRun, (tx) => putEvent(tx, ctx, read.data, dryRun))),
    };
  } catch (error) {
    return { refused: error };
  }
}

async function putEvent(tx: Transaction, ctx: SystemContext, item: Item, dryRun: boolean): Promise<PutEventAnswer> {
  const scope = scopeOf(ctx.actor);
  const { providerId } = ctx.actor;
  const found = await findNumbered(tx, ctx.actor, item.ownNumber);
  if (!found) {
    authorize(ctx, 'system_key.add-events');
    const content = await contentFrom(tx, ctx, item, null);
    requireConfirmedPast(ctx, item, content);
    await requireNewCourse(tx, ctx, item, content);
    await checkCategories(tx, content.categoryIds, []);
    const id = await writeNewEvent(tx, ctx, { providerId, requestKey: crypto.randomUUID() }, content);
    return { status: 201, eventId: dryRun ? null : id, ownNumber: item.ownNumber, changed: [] };
  }
  authorize(ctx, 'system_key.use');
  // People are always locked before their event; what was found may have changed before the lock.
  await lockRoster(tx, found.id, scope);
  const locked = await lockEvent(tx, found.id, scope);
  const event = await findNumbered(tx, ctx.actor, item.ownNumber);
  if (!locked || event?.id !== locked.id) throw new AppError('conflict', MOVED);
  const content = await contentFrom(tx, ctx, item, event);
  const changed = changedFields(event.content, content);
  const answer = { status: 200, eventId: event.id, ownNumber: item.ownNumber, changed: changed.map(nameOf) };
  if (changed.length === 0) return answer;
  const why = whyNotEditable(locked, ctx.clock.today());
  if (why) throw new AppError('conflict', why);
  requireConfirmedPast(ctx, item, content);
  await checkCategories(tx, content.categoryIds, event.content.categoryIds);
  const which = { eventId: event.id, providerId, version: locked.version, openOn: ctx.clock.today() };
  await writeEventChange(tx, ctx, which, { saved: event.content, content });
  return answer;
}

const MOVED = 'This event was changed a moment ago. Send the request again.';

function requireConfirmedPast(ctx: SystemContext, item: Item, content: EventContent): void {
  if (!hasEnded(content, ctx.clock.today()) || item.past) return;
  throw new AppError(
    'invalid',
    `This event ended on ${formatDay(content.endsOn)}, and only staff can change it afterwards. If the date is right, send “past”: true.`,
  );
}

/** Refuses what looks like the next year of a course: its links lead only to the entry that continues it (M10). */
async function requireNewCourse(tx: Transaction, ctx: SystemContext, item: Item, content: EventContent): Promise<void> {
  if (item.newCourse) return;
  const [course] = await findCoursesToContinue(tx, ctx.actor.providerId, content);
  if (!course) return;
  throw new AppError(
    'invalid',
    `Event ${course.id} is a course of this title that is not continued yet, and its links would not lead to this one. Choose “Make next year’s entry” on that event’s page. If this is another course, send “newCourse”: true.`,
  );
}

/** Names a field as requests do. */
function nameOf(field: ContentField): string {
  if (field === 'categoryIds') return 'categories';
  return field === 'conference' ? 'conferenceId' : field;
}

/** Returns the event as the request wants it, by the rules of the event form. */
async function contentFrom(
  tx: Transaction,
  ctx: SystemContext,
  item: Item,
  event: ExistingSession | null,
): Promise<EventContent> {
  const values: FormValues = { ...(event && filledForm(event.content)), attested: 'yes', ownNumber: item.ownNumber };
  for (const name of LINES) if (item[name] !== undefined) values[name] = item[name];
  // Without a last day, an event is on its first one, and a course that is always open for a year, as in the form (M10).
  if (!event) values.endsOn = item.endsOn ?? (item.asynchronous ? '' : (item.startsOn ?? ''));
  if (item.asynchronous !== undefined) values.asynchronous = item.asynchronous ? 'yes' : '';
  if (item.location) {
    const { kind, ...place } = item.location;
    Object.assign(values, { locationKind: kind, city: '', state: '', zip: '' }, place);
  }
  const ids = item.categories && (await categoriesNamed(tx, item.categories));
  if (ids) values.categoryIds = ids.map(String);
  const [startsAt, endsAt] = [textOf(values, 'startsAt'), textOf(values, 'endsAt')];
  if (!event && item.hours === undefined && startsAt && endsAt) values.hours = hoursBetween(startsAt, endsAt) ?? '';
  // The conference is found by its number below, and not by what the form would say.
  const { data, error } = eventSchema.safeParse({ ...values, conference: '', newConference: '' });
  if (error) throw new z.ZodError(error.issues.map((issue) => ({ ...issue, path: issue.path.map(fieldOfRequest) })));
  const ownNumber = numberOf(item, event);
  if (item.conferenceId === undefined) return { ...data, ownNumber, conference: event?.content.conference ?? null };
  const conference = await findConferenceForSession(tx, ctx.actor.providerId, item.conferenceId);
  const why = conference && whyOutside(data, conference, event?.content ?? null);
  if (why) throw new AppError('invalid', why);
  return { ...data, ownNumber, conference: conference && { id: conference.id, name: conference.name } };
}

/** Returns the number as it was sent, or the one that a merge gave the event. */
function numberOf({ ownNumber }: Item, event: ExistingSession | null): string | null {
  const saved = event?.content.ownNumber ?? ownNumber;
  return saved.toLowerCase() === ownNumber.toLowerCase() ? ownNumber : saved;
}

const LINES = [
  'title',
  'instructor',
  'description',
  'startsOn',
  'endsOn',
  'startsAt',
  'endsAt',
  'hours',
  'room',
  'track',
] as const;

function fieldOfRequest(part: PropertyKey): PropertyKey {
  if (part === 'categoryIds') return 'categories';
  return part === 'locationKind' ? 'location' : part;
}

/** @throws AppError `invalid` for a name that no category has */
async function categoriesNamed(tx: Transaction, names: readonly string[]): Promise<number[]> {
  const all = await listCategories(tx);
  return names.map((name) => {
    const found = all.find((category) => searchable(category.name) === searchable(name));
    if (!found)
      throw new AppError('invalid', `“${name.slice(0, 80).toWellFormed()}” is not one of the event categories.`);
    return found.id;
  });
}
