import type { Day } from '@/lib/platform/clock';
import { searchable } from '@/lib/platform/text';

/** How a list can name a session. */
export type NamedSession = {
  id: number;
  title: string;
  ownNumber: string | null;
  startsOn: Day;
  startsAt: string | null;
};

/** Returns a name for comparison: only letters and digits, without case and accents. */
export function sessionKey(name: string): string {
  return searchable(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A title shorter than this is only found as a whole, because it could be a part of another one. */
const SURELY_A_TITLE = 8;

/**
 * Finds the session that a heading or a cell names: by the provider's own number, by its title, or by both, such as "204:
 * Teaching fractions" or "Teaching fractions (Room 5)". A title that several sessions have names none of them.
 */
export class SessionMatch {
  private readonly byNumber: Map<string, number>;
  private readonly byTitle = new Map<string, number[]>();

  constructor(sessions: readonly NamedSession[]) {
    this.byNumber = new Map(
      sessions.flatMap(({ id, ownNumber }) => (ownNumber ? [[sessionKey(ownNumber), id] as const] : [])),
    );
    for (const { id, title } of sessions) {
      const key = sessionKey(title);
      this.byTitle.set(key, [...(this.byTitle.get(key) ?? []), id]);
    }
  }

  find(name: string): number | null {
    const key = sessionKey(name);
    if (key === '') return null;
    const exact = this.byNumber.get(key) ?? this.only(this.byTitle.get(key));
    if (exact !== null) return exact;
    // "204: Teaching fractions", and "Teaching fractions (204)".
    const words = key.split(' ');
    const numbered = this.byNumber.get(words[0]!) ?? this.byNumber.get(words.at(-1)!);
    if (numbered !== undefined) return numbered;
    const within = [...this.byTitle].filter(
      ([title]) => title.length >= SURELY_A_TITLE && (key.startsWith(`${title} `) || key.endsWith(` ${title}`)),
    );
    return within.length === 1 ? this.only(within[0]![1]) : null;
  }

  private only(ids: readonly number[] | undefined): number | null {
    return ids?.length === 1 ? ids[0]! : null;
  }
}
