import type { Transaction } from '@/db/client';
import { insertAgendas, insertCategoryLinks, insertEvents, lockProviderToAdd } from '@/db/queries/event-writing';
import { authorOf } from '@/lib/access/actor';
import { placeOf } from '@/lib/access/place';
import { whyNotAddEvents } from '@/lib/access/standing';
import { type Recorder, recordAll } from '@/lib/audit/record';
import { joinConference } from '@/lib/conferences/join-conference';
import { AppError } from '@/lib/platform/errors';
import type { EventContent, SavedContent } from './event';
import { columnsOf } from './event-columns';
import { sayIfNumberTaken } from './own-number';

type NewEvent = { requestKey: string; content: EventContent; continuesEventId?: number | null };

/**
 * Writes a new event of a provider with everything that belongs to it, and records it. The caller has already decided
 * whether the actor may add it.
 * @param which `continuesEventId`: the year before of a course that is always open
 * @returns its number, or null when an event with this request key exists already
 * @throws AppError `forbidden` when the provider was closed meanwhile, `conflict` when another event has its own number
 */
export async function writeNewEvent(
  tx: Transaction,
  ctx: Recorder,
  { providerId, requestKey, continuesEventId }: { providerId: number; requestKey: string; continuesEventId?: number },
  content: EventContent,
): Promise<number | null> {
  const [eventId] = await writeNewEvents(tx, ctx, providerId, [{ requestKey, content, continuesEventId }]);
  return eventId ?? null;
}

/**
 * Writes several new events of a provider in a few statements, because a conference has hundreds, and records each.
 * @returns their numbers in the same order; null for one whose request key exists already
 * @throws AppError like `writeNewEvent`
 */
export async function writeNewEvents(
  tx: Transaction,
  ctx: Recorder,
  providerId: number,
  added: readonly NewEvent[],
): Promise<(number | null)[]> {
  // It may have been closed or merged after the person's rights were read.
  const provider = await lockProviderToAdd(tx, providerId);
  if (provider?.standing === 'closed') {
    const place = placeOf(ctx.actor);
    throw new AppError(
      'forbidden',
      (place && whyNotAddEvents({ ...place, standing: 'closed' })) ?? 'The provider is closed and adds no events.',
    );
  }
  const saved = { by: authorOf(ctx.actor), at: ctx.clock.now() };
  const joined = new Map<number, Awaited<ReturnType<typeof joinConference>>>();
  const written: (Omit<NewEvent, 'content'> & { content: SavedContent })[] = [];
  for (const { content, ...one } of added) {
    const known = content.conference?.id ?? null;
    const conference =
      (known === null ? undefined : joined.get(known)) ?? (await joinConference(tx, ctx, providerId, content));
    if (conference) joined.set(conference.id, conference);
    written.push({ ...one, content: { ...content, conference } });
  }
  const rows = written.map(({ requestKey, content, continuesEventId = null }) => ({
    ...columnsOf(content),
    providerId,
    requestKey,
    continuesEventId,
  }));
  const numbers = added.map(({ content }) => content.ownNumber);
  const ids = await sayIfNumberTaken(numbers, () => insertEvents(tx, rows, saved));
  const made = written.flatMap(({ requestKey, content }) => {
    const id = ids.get(requestKey.toLowerCase());
    return id === undefined ? [] : [{ id, content }];
  });
  await insertCategoryLinks(
    tx,
    made.flatMap(({ id, content }) => content.categoryIds.map((categoryId) => ({ eventId: id, categoryId }))),
  );
  await insertAgendas(
    tx,
    made.flatMap(({ id, content }) => content.agenda.map((item, position) => ({ ...item, eventId: id, position }))),
  );
  await recordAll(
    tx,
    ctx,
    made.map(({ id, content }) => ({ action: 'event.added', subject: `event:${id}`, details: { after: content } })),
  );
  return added.map(({ requestKey }) => ids.get(requestKey.toLowerCase()) ?? null);
}
