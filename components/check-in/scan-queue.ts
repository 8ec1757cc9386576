import type { NotedScan, Scan } from '@/lib/attendees/check-in/scans';

/** A scan on this phone, and its result. */
export type SavedScan = Scan & { state: 'waiting' | 'saved' | 'unknown'; name: string | null };

/** How many saved scans are still shown. */
const SHOWN = 50;

const placeOf = (eventId: number) => `pdups.scans.${eventId}`;

/** Returns the scans that this phone has saved for an event; none when its storage cannot be read. */
export function savedScans(eventId: number): SavedScan[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(eventId)) ?? '[]');
    return Array.isArray(kept) ? (kept as SavedScan[]) : [];
  } catch {
    return [];
  }
}

/**
 * Saves scans on this phone: those that still have to be sent, and the latest of the others. Names are not saved.
 * @returns the scans, with those that another tab of this browser saved and has not sent yet
 */
export function saveScans(eventId: number, scans: readonly SavedScan[]): SavedScan[] {
  const mine = new Set(scans.map(({ id }) => id));
  const others = savedScans(eventId).filter(({ id, state }) => state === 'waiting' && !mine.has(id));
  const all = withoutOld([...scans, ...others].toSorted((a, b) => b.at.localeCompare(a.at)));
  try {
    localStorage.setItem(placeOf(eventId), JSON.stringify(all.map((scan) => ({ ...scan, name: null }))));
  } catch {
    // Without storage, the scans are only in the page, and are sent from there.
  }
  return all;
}

/** Returns the scans, newest first, without those that were sent long ago. */
function withoutOld(scans: readonly SavedScan[]): SavedScan[] {
  let shown = 0;
  return scans.filter(({ state }) => state === 'waiting' || ++shown <= SHOWN);
}

/** Returns the scans with the server's answer to each. */
export function marked(scans: readonly SavedScan[], noted: readonly NotedScan[]): SavedScan[] {
  const said = new Map(noted.map((each) => [each.id, each]));
  return scans.map((scan) => {
    const answer = said.get(scan.id);
    if (!answer) return scan;
    return { ...scan, state: answer.name === null ? 'unknown' : 'saved', name: answer.name };
  });
}
