import { titleWithinConference } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { searchable } from '@/lib/platform/text';
import { isFurniture, namesDay, namesTime } from './furniture';

/** How a list can name a session. */
export type NamedSession = {
  id: number;
  title: string;
  ownNumber: string | null;
  startsOn: Day;
  startsAt: string | null;
};

/**
 * The session that a name means. `sure`: it can mean no other. `likely`: it has a session's title or number, and says something
 * else, too, such as "Advanced robotics" when there is "Robotics"; a person decides.
 */
export type SessionFound = { sure: number | null; likely: number | null };

const NONE: SessionFound = { sure: null, likely: null };

/** Returns a name for comparison: only letters and digits, without case and accents. */
export function sessionKey(name: string): string {
  return searchable(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A title shorter than this, such as "Lunch", is found in a longer name only when nothing else is said. */
const SURELY_A_TITLE = 8;

/** A longer text is no name of a session. */
const MAX_NAME = 400;

/** Finds the session that a heading or a cell names: by the provider's own number, by its title, or by both. */
export class SessionMatch {
  private readonly byId: ReadonlyMap<number, NamedSession>;
  private readonly byNumber: ReadonlyMap<string, number>;
  private readonly byTitle = new Map<string, number[]>();
  /** Longest first, so that "Circles, part 2" is not taken for "Circles". */
  private readonly titles: string[];

  /** @param conference its name, which the titles of sessions may begin with and lists leave out */
  constructor(sessions: readonly NamedSession[], conference = '') {
    this.byId = new Map(sessions.map((session) => [session.id, session]));
    this.byNumber = new Map(
      sessions.flatMap(({ id, ownNumber }) => (ownNumber ? [[sessionKey(ownNumber), id] as const] : [])),
    );
    for (const { id, title } of sessions) {
      const keys = new Set([title, titleWithinConference({ title, conference })].map(sessionKey));
      for (const key of keys) if (key !== '') this.byTitle.set(key, [...(this.byTitle.get(key) ?? []), id]);
    }
    this.titles = [...this.byTitle.keys()].sort((a, b) => b.length - a.length);
  }

  /** Returns whether a name is a session's number or title, and nothing else. */
  isExact(name: string): boolean {
    const key = sessionKey(name);
    return this.byNumber.has(key) || this.byTitle.has(key);
  }

  /**
   * @param when what the row says about the day and the time, for sessions with the same title
   */
  find(name: string, when = ''): SessionFound {
    const key = name.length > MAX_NAME ? '' : sessionKey(name);
    if (key === '') return NONE;
    const number = this.byNumber.get(key);
    if (number !== undefined) return sure(number);
    const same = this.byTitle.get(key);
    if (same) return { sure: this.only(same, sessionKey(when)), likely: null };
    return this.numbered(key) ?? this.titled(key, sessionKey(when)) ?? this.partOfTitle(key) ?? NONE;
  }

  /** "Teaching frac", as exports cut long titles. */
  private partOfTitle(key: string): SessionFound | null {
    if (key.length < SURELY_A_TITLE) return null;
    const ids = new Set(
      this.titles.filter((title) => title.includes(key)).flatMap((title) => this.byTitle.get(title)!),
    );
    return ids.size === 1 ? { sure: null, likely: [...ids][0]! } : null;
  }

  /** "204: Teaching fractions", and "Teaching fractions (204)". */
  private numbered(key: string): SessionFound | null {
    for (const [number, id] of this.byNumber) {
      const rest = restOf(key, number);
      if (rest === null) continue;
      const { title } = this.byId.get(id)!;
      const other = this.titled(rest, '')?.sure ?? this.byTitle.get(rest)?.[0];
      if (rest === sessionKey(title) || other === id) return sure(id);
      // The number of one session and the title of another.
      return other === undefined || other === null ? { sure: null, likely: id } : NONE;
    }
    return null;
  }

  /** "Teaching fractions (Room 5)", and "Thu 9 a.m. – Teaching fractions". */
  private titled(key: string, when: string): SessionFound | null {
    const padded = ` ${key} `;
    for (const title of this.titles) {
      // Most titles are ruled out without the blanks around them.
      if (!key.includes(title)) continue;
      const at = padded.indexOf(` ${title} `);
      if (at < 0) continue;
      const before = key.slice(0, at).trim();
      const after = key.slice(at + title.length).trim();
      const ids = this.byTitle.get(title)!;
      const id = this.only(ids, `${before} ${after} ${when}`);
      // Two numbers that tell sessions with one title apart are their day; else they could be grades.
      const isDay = ids.length > 1 && id !== null && /^\d{1,2} \d{1,2}$/.test(`${before} ${after}`.trim());
      if (isDay || isFurniture(before, after)) return { sure: id, likely: null };
      if (title.length >= SURELY_A_TITLE) return { sure: null, likely: id };
    }
    return null;
  }

  /** Returns the one session of these; of several, the only one on the day, or at the time, that the text names. */
  private only(ids: readonly number[], text: string): number | null {
    const sessions = ids.map((id) => this.byId.get(id)!);
    const onDay = sessions.filter(({ startsOn }) => namesDay(text, startsOn));
    for (const some of [sessions, onDay, onDay.filter(({ startsAt }) => startsAt && namesTime(text, startsAt))]) {
      if (some.length === 1) return some[0]!.id;
    }
    return null;
  }
}

const sure = (id: number): SessionFound => ({ sure: id, likely: null });

/** Returns what a name says beside the number that it begins or ends with; null when it does neither. */
function restOf(key: string, number: string): string | null {
  if (key.startsWith(`${number} `)) return key.slice(number.length + 1);
  return key.endsWith(` ${number}`) ? key.slice(0, -number.length - 1) : null;
}
