import { type ListedConferenceRow, listConferenceRows, listConferencesToChoose } from '@/db/queries/conferences';
import { placeOf } from '@/lib/access/place';
import { scopeOf } from '@/lib/access/scope';
import type { Day } from '@/lib/platform/clock';
import { formatDays } from '@/lib/platform/days';
import { cursor, DAY, ID } from '@/lib/platform/lists/cursor';
import { onePage } from '@/lib/platform/lists/pages';
import { searchable } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { MAX_CHOICES, MAX_SEARCHED } from './limits';

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

type Choosing = {
  /** The one that is selected now, which is always among them if it is the provider's. */
  chosen: number | null;
  /** For a search; a session can't join a closed one. */
  closedToo: boolean;
  limit?: number;
};

/** Lists the latest conferences of a provider to choose from, each with its dates, because many come back every year. */
export async function listConferenceChoices(
  db: Context['db'],
  providerId: number,
  { chosen, closedToo, limit = MAX_CHOICES }: Choosing,
): Promise<ConferenceChoice[]> {
  const rows = await listConferencesToChoose(db, providerId, { chosen, closedToo, limit });
  return rows
    .toSorted((a, b) => (a.startsOn < b.startsOn ? 1 : -1))
    .map((conference) => ({ id: conference.id, label: labelOf(conference) }));
}

/** Names a conference as choices and filters do: "Reading days (May 3–5, 2026)". */
export function labelOf({ name, startsOn, endsOn }: { name: string; startsOn: Day; endsOn: Day }): string {
  return `${name} (${formatDays(startsOn, endsOn)})`;
}

/** Lists the same for the provider that the actor works for, as suggestions; empty for staff of the agency. */
export async function conferencesToFilter(ctx: Context, limit = MAX_CHOICES): Promise<ConferenceChoice[]> {
  const place = placeOf(ctx.actor);
  return place ? listConferenceChoices(ctx.db, place.providerId, { chosen: null, closedToo: true, limit }) : [];
}

/**
 * Finds the conferences whose name and dates have every word of a text, in any order, without case, accents and
 * apostrophes. A suggestion that was chosen means that one.
 */
export async function findConferences(ctx: Context, text: string): Promise<ConferenceChoice[]> {
  const typed = withoutApostrophes(text);
  const words = typed.split(' ');
  const all = (await conferencesToFilter(ctx, MAX_SEARCHED)).map((conference) => ({
    conference,
    name: withoutApostrophes(conference.label),
  }));
  const chosen = all.filter(({ name }) => name === typed);
  const found = chosen.length > 0 ? chosen : all.filter(({ name }) => words.every((word) => name.includes(word)));
  return found.map(({ conference }) => conference);
}

/** Returns a text as it is searched, also without the marks that keyboards have in place of an apostrophe. */
function withoutApostrophes(text: string): string {
  return searchable(text.replaceAll(/[‘´′]/g, ''));
}
