import type { Session } from './sessions';

/** How many sessions the page of a conference shows at once (choice): all of nearly every conference. */
export const SESSIONS_A_PAGE = 150;

export type PageOfSessions = {
  sessions: readonly Session[];
  /** Which of all sessions is the first one here, from 1. */
  first: number;
  /** The numbers of the pages before and after this one. */
  previous: number | null;
  next: number | null;
};

/** Returns the page of sessions that an address asks for; the nearest one if there is no such page. */
export function pageOfSessions(sessions: readonly Session[], asked: string | string[] | undefined): PageOfSessions {
  const last = Math.max(1, Math.ceil(sessions.length / SESSIONS_A_PAGE));
  const page = typeof asked === 'string' && /^[1-9]\d{0,3}$/.test(asked) ? Math.min(Number(asked), last) : 1;
  const start = (page - 1) * SESSIONS_A_PAGE;
  return {
    sessions: sessions.slice(start, start + SESSIONS_A_PAGE),
    first: start + 1,
    previous: page > 1 ? page - 1 : null,
    next: page < last ? page + 1 : null,
  };
}
