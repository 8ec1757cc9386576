import { type ListedConferenceRow, listConferenceRows, listConferencesToChoose } from '@/db/queries/conferences';
import { placeOf } from '@/lib/access/place';
import { scopeOf } from '@/lib/access/scope';
import { formatDays } from '@/lib/platform/days';
import { cursor, DAY, ID } from '@/lib/platform/lists/cursor';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import { MAX_CHOICES } from './limits';

const PAGE = 50;

const listPosition = cursor({ startsOn: DAY, id: ID });

export type ListedConference = ListedConferenceRow;

export type ConferencePage = {
  conferences: ListedConference[];
  /** Where the next page starts, for its address. */
  next: string | null;
};

/**
 * Returns a page of the conferences that the actor may see, latest first. `after`: where it starts, as it is in the
 * address; anything else starts from the beginning.
 */
export async function listConferences(ctx: Context, after: unknown): Promise<ConferencePage> {
  const rows = await listConferenceRows(ctx.db, scopeOf(ctx.actor), {
    today: ctx.clock.today(),
    after: listPosition.schema.parse(after ?? null),
    limit: PAGE + 1,
  });
  const { shown, next } = onePage(rows, PAGE, listPosition.write);
  return { conferences: shown, next };
}

/** A conference in a select. */
export type ConferenceChoice = { id: number; label: string };

type Choosing = { chosen: number | null; closedToo: boolean };

/**
 * Lists the latest conferences of a provider for a select, each with its dates, because many come back every year.
 * `chosen`: the one that is selected now, which is always among them if it is the provider's. `closedToo`: for a search;
 * a session can't join a closed one.
 */
export async function listConferenceChoices(
  db: Context['db'],
  providerId: number,
  { chosen, closedToo }: Choosing,
): Promise<ConferenceChoice[]> {
  const rows = await listConferencesToChoose(db, providerId, { chosen, closedToo, limit: MAX_CHOICES });
  return rows
    .toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))
    .map(({ id, name, startsOn, endsOn }) => ({ id, label: `${name} (${formatDays(startsOn, endsOn)})` }));
}

/** Lists the same for the provider that the actor works for, to search its events; empty for staff of the agency. */
export async function conferencesToFilter(ctx: Context, chosen: number | null): Promise<ConferenceChoice[]> {
  const place = placeOf(ctx.actor);
  return place ? listConferenceChoices(ctx.db, place.providerId, { chosen, closedToo: true }) : [];
}
