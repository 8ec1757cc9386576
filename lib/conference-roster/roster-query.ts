import type { ConferencePosition, ConferenceRosterFilter } from '@/db/queries/conference-roster';
import { readRosterQuery, rosterFilter } from '@/lib/attendees/roster-query';

/** The part of a conference's roster to show, and where the page starts. All of it is in the page's address. */
export type ConferenceRosterQuery = { text: string; sessionId: number | null; position: ConferencePosition | null };

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the list's address, and ignores what makes no sense. */
export function readConferenceRosterQuery(params: SearchParams): ConferenceRosterQuery {
  const { text, position } = readRosterQuery(params);
  const { session } = params;
  const sessionId = typeof session === 'string' && /^[1-9]\d{0,14}$/.test(session) ? Number(session) : null;
  return { text, position, sessionId };
}

export function conferenceRosterHref(
  conferenceId: number,
  { text, sessionId, position }: Partial<ConferenceRosterQuery> = {},
): string {
  const params = new URLSearchParams();
  if (text) params.set('q', text);
  if (sessionId) params.set('session', String(sessionId));
  if (position) params.set(position.side, String(position.id));
  const path = `/conferences/${conferenceId}/roster`;
  return params.size > 0 ? `${path}?${params}` : path;
}

export function conferenceRosterFilter({ text, sessionId }: ConferenceRosterQuery): ConferenceRosterFilter {
  return { words: rosterFilter({ text, show: null, position: null }).words, sessionId };
}
