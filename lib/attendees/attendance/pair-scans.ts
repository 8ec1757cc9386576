import { endOfNight } from './moments';

/** An arrival, and the departure that ends it; null when nobody knows of one. */
type Pair<S> = { start: S; end: S | null };

/** A moment at which a person came or left, by a scan or a form. */
export type Scan = { isIn: boolean; at: number };

/** Two scans of one code within five minutes count as one (choice); later, the person probably forgot to sign out. */
const SCANNED_TWICE = 5 * 60_000;

/**
 * Pairs a person's sign-ins, in order of time, with the sign-outs that end them; null for one without a sign-out before
 * the end of the night, because nobody knows how long it lasted.
 */
export function pairScans<S extends Scan>(scans: readonly S[]): Pair<S>[] {
  const pairs: Pair<S>[] = [];
  let open: Pair<S> | null = null;
  for (const scan of scans) {
    if (scan.isIn) {
      if (open && scan.at - open.start.at <= SCANNED_TWICE) continue;
      open = { start: scan, end: null };
      pairs.push(open);
    } else {
      if (open && scan.at < endOfNight(open.start.at)) open.end = scan;
      open = null;
    }
  }
  return pairs;
}

/**
 * Does the same for the log of an online meeting, which notes when each device joined and left: a person who joins once more
 * while they are there has another device, and is there until the last one left. A log does not always note each departure,
 * so the visit lasts until the last one that it has.
 */
export function pairVisits<S extends Scan>(steps: readonly S[]): Pair<S>[] {
  const pairs: Pair<S>[] = [];
  let open: Pair<S> | null = null;
  let otherDevices = 0;
  for (const step of steps) {
    if (step.isIn && open) otherDevices++;
    else if (step.isIn) {
      open = { start: step, end: null };
      pairs.push(open);
      otherDevices = 0;
    } else if (open) {
      open.end = step;
      open = null;
    } else if (otherDevices > 0) {
      pairs.at(-1)!.end = step;
      otherDevices--;
    }
  }
  return pairs;
}
