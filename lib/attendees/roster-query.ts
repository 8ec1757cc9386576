import { z } from 'zod';
import type { RosterFilter, RosterPosition } from '@/db/queries/roster';
import { filterReader, listHref, type SearchParams, typedText } from '@/lib/platform/lists/address';
import { recordId } from '@/lib/platform/lists/filters';
import { searchable, tidyLine } from '@/lib/platform/text';

export const ROSTER_SHOWS = ['completed', 'open', 'with_certificate', 'without_certificate', 'email_returned'] as const;
export type RosterShow = (typeof ROSTER_SHOWS)[number];

/** The part of a roster to show, and where the page starts. All of it is in the page's address. */
export type RosterQuery = { text: string; show: RosterShow | null; position: RosterPosition | null };

export const WHOLE_ROSTER: RosterQuery = { text: '', show: null, position: null };

const MAX_TEXT = 100;
const MAX_WORDS = 6;

const schema = { show: z.enum(ROSTER_SHOWS), after: recordId, before: recordId };

/** Reads the list's address, and ignores what makes no sense. */
export function readRosterQuery(params: SearchParams): RosterQuery {
  const read = filterReader(params, schema, null, []);
  const position = (['after', 'before'] as const).flatMap((side) => {
    const id = read(side);
    return id === null ? [] : [{ side, id }];
  })[0];
  return { text: typedText(params, 'q', MAX_TEXT).text, show: read('show'), position: position ?? null };
}

export function rosterHref(eventId: number, { text, show, position }: RosterQuery): string {
  return listHref(`/events/${eventId}/attendees`, { q: text, show, ...(position && { [position.side]: position.id }) });
}

/** Returns the filter for the database. Words are searched for as typed and without accents. */
export function rosterFilter({ text, show }: RosterQuery): RosterFilter {
  const words = tidyLine(text).toLowerCase().split(' ').filter(Boolean).slice(0, MAX_WORDS);
  return { words: words.map((typed) => ({ typed, plain: searchable(typed) || typed })), show };
}
