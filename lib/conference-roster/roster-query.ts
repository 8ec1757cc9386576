import type { ConferencePosition, ConferenceRosterFilter } from '@/db/queries/conference-roster';
import { type RosterShow, readRosterQuery, rosterFilter } from '@/lib/attendees/roster-query';
import { filterReader, listHref, type SearchParams } from '@/lib/platform/lists/address';
import { recordId } from '@/lib/platform/lists/filters';

/** The part of a conference's roster to show, and where the page starts. All of it is in the page's address. */
export type ConferenceRosterQuery = {
  text: string;
  sessionId: number | null;
  /** Only people to whom an email came back. */
  returned: boolean;
  position: ConferencePosition | null;
};

/** The roster of an event has the same word for it in its address. */
const RETURNED = 'email_returned' satisfies RosterShow;

/** Reads the list's address, and ignores what makes no sense. */
export function readConferenceRosterQuery(params: SearchParams): ConferenceRosterQuery {
  const { text, show, position } = readRosterQuery(params);
  const sessionId = filterReader(params, { session: recordId }, null, [])('session');
  return { text, position, sessionId, returned: show === RETURNED };
}

export function conferenceRosterHref(
  conferenceId: number,
  { text, sessionId, returned, position }: Partial<ConferenceRosterQuery> = {},
): string {
  const place = position && { [position.side]: position.id };
  return listHref(`/conferences/${conferenceId}/roster`, {
    q: text,
    session: sessionId,
    show: returned ? RETURNED : null,
    ...place,
  });
}

export function conferenceRosterFilter({ text, sessionId, returned }: ConferenceRosterQuery): ConferenceRosterFilter {
  return { words: rosterFilter({ text, show: null, position: null }).words, sessionId, returned };
}
