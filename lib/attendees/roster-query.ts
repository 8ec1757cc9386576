import type { RosterFilter, RosterPosition } from '@/db/queries/roster';
import { searchable, tidyLine } from '@/lib/platform/text';

export const ROSTER_SHOWS = ['completed', 'open', 'with_certificate', 'without_certificate'] as const;
export type RosterShow = (typeof ROSTER_SHOWS)[number];

/** The part of a roster to show, and where the page starts. All of it is in the page's address. */
export type RosterQuery = { text: string; show: RosterShow | null; position: RosterPosition | null };

export const WHOLE_ROSTER: RosterQuery = { text: '', show: null, position: null };

const MAX_TEXT = 100;
const MAX_WORDS = 6;

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the list's address, and ignores what makes no sense. */
export function readRosterQuery(params: SearchParams): RosterQuery {
  const first = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  };
  const typed = tidyLine(first('q').replaceAll(/[\p{Cc}\p{Cs}]/gu, ' '));
  const show = ROSTER_SHOWS.find((value) => value === first('show')) ?? null;
  const position = (['after', 'before'] as const).flatMap((side) => {
    const id = first(side);
    return /^[1-9]\d{0,14}$/.test(id) ? [{ side, id: Number(id) }] : [];
  })[0];
  return { text: [...typed].slice(0, MAX_TEXT).join(''), show, position: position ?? null };
}

export function rosterHref(eventId: number, { text, show, position }: RosterQuery): string {
  const params = new URLSearchParams();
  if (text) params.set('q', text);
  if (show) params.set('show', show);
  if (position) params.set(position.side, String(position.id));
  const path = `/events/${eventId}/attendees`;
  return params.size > 0 ? `${path}?${params}` : path;
}

/** Returns the filter for the database. Words are searched for as typed and without accents. */
export function rosterFilter({ text, show }: RosterQuery): RosterFilter {
  const words = tidyLine(text).toLowerCase().split(' ').filter(Boolean).slice(0, MAX_WORDS);
  return { words: words.map((typed) => ({ typed, plain: searchable(typed) || typed })), show };
}
