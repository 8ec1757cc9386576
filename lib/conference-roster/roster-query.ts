import type { ConferencePosition, ConferenceRosterFilter } from '@/db/queries/conference-roster';
import { readRosterQuery, rosterFilter } from '@/lib/attendees/roster-query';
import { filterReader, listHref, type SearchParams } from '@/lib/platform/lists/address';
import { recordId } from '@/lib/platform/lists/filters';

/** The part of a conference's roster to show, and where the page starts. All of it is in the page's address. */
export type ConferenceRosterQuery = { text: string; sessionId: number | null; position: ConferencePosition | null };

/** Reads the list's address, and ignores what makes no sense. */
export function readConferenceRosterQuery(params: SearchParams): ConferenceRosterQuery {
  const { text, position } = readRosterQuery(params);
  return { text, position, sessionId: filterReader(params, { session: recordId }, null, [])('session') };
}

export function conferenceRosterHref(
  conferenceId: number,
  { text, sessionId, position }: Partial<ConferenceRosterQuery> = {},
): string {
  const place = position && { [position.side]: position.id };
  return listHref(`/conferences/${conferenceId}/roster`, { q: text, session: sessionId, ...place });
}

export function conferenceRosterFilter({ text, sessionId }: ConferenceRosterQuery): ConferenceRosterFilter {
  return { words: rosterFilter({ text, show: null, position: null }).words, sessionId };
}
