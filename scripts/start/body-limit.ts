import type { IncomingMessage } from 'node:http';
import { TOO_LARGE as TOO_LARGE_LIST } from '../../lib/attendees/import/limits';
import { TOO_LARGE as TOO_LARGE_PDF } from '../../lib/certificates/verify/file-size';
import { TOO_MANY_ROWS } from '../../lib/conference-sessions/limits';
import { networkOf } from '../../lib/platform/network';
import { TOO_LARGE as TOO_LARGE_FILE } from '../../lib/requests/files/limits';

/** 1 MB is far above any form. */
export const MAX_BODY = 1_000_000;

/**
 * Pages that accept a file, each with its maximum: the file's own limit plus room for the form around it. next.config.mjs
 * sets the largest of them as Next.js's limit for actions.
 */
const MAX_BODY_AT: [address: RegExp, bytes: number, tooLarge: string][] = [
  [/^\/verify$/, 5_100_000, TOO_LARGE_PDF],
  [/^\/events\/\d+\/attendees\/(import|attendance|attendance\/preview)$/, 5_100_000, TOO_LARGE_LIST],
  [/^\/conferences\/\d+\/(roster|sessions)\/import$/, 5_100_000, TOO_LARGE_LIST],
  [/^\/conferences\/\d+\/sessions\/(add|edit)$/, 5_100_000, TOO_MANY_ROWS],
  [/^\/requests\/\d+$/, 10_100_000, TOO_LARGE_FILE],
];

/**
 * A browser shows no answer before it has sent everything: what is too large for a page that takes files is thrown away
 * as it arrives, up to this many bytes, so that the answer is read.
 */
export const MAX_DISCARDED = 100_000_000;

/** Next.js keeps a body in memory, and anybody may send one, so only this many large ones are accepted at a time. */
const MAX_LARGE_AT_ONCE = 8;

/** The share of one address (for IPv6: one network), so that nobody alone can use up all of them. */
const MAX_LARGE_PER_ADDRESS = 2;

/** How fast a body must arrive: in each window, at least this many bytes per second on average. */
export type Pace = { windowMs: number; minBytesPerSecond: number };

/**
 * 1 KB/s is slower than the slowest connection on which the portal's pages are usable; ten seconds allow for a connection
 * that drops for a moment.
 */
export const MIN_PACE: Pace = { windowMs: 10_000, minBytesPerSecond: 1_000 };

/** Returns the largest body that is accepted at this address. */
export function maxBodyAt(url: string, usual = MAX_BODY): number {
  const path = url.split('?', 1)[0]!;
  return MAX_BODY_AT.find(([address]) => address.test(path))?.[1] ?? usual;
}

/** What a page that takes files says of a body that is too large; undefined for other pages. */
export function tooLargeAt(url: string): string | undefined {
  const path = url.split('?', 1)[0]!;
  return MAX_BODY_AT.find(([address]) => address.test(path))?.[2];
}

/** Limits how many bodies that are, or may become, larger than usual arrive at a time. */
export function largeBodyPlaces(most = MAX_LARGE_AT_ONCE, maxPerAddress = MAX_LARGE_PER_ADDRESS) {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    /**
     * Returns a function that frees the place, or the status of the refusal: 429 when this address has used up its share,
     * else 503.
     */
    take(address: string): (() => void) | 429 | 503 {
      const network = networkOf(address);
      const own = taken.get(network) ?? 0;
      if (own >= maxPerAddress) return 429;
      if (all >= most) return 503;
      taken.set(network, own + 1);
      all++;
      let given = false;
      return () => {
        if (given) return;
        given = true;
        all--;
        const left = taken.get(network)! - 1;
        if (left === 0) taken.delete(network);
        else taken.set(network, left);
      };
    },
  };
}

/** Returns the body size that the request declares, in bytes; infinite for a chunked one, which declares none. */
export function announcedSize(req: IncomingMessage): number {
  if ('transfer-encoding' in req.headers) return Number.POSITIVE_INFINITY;
  return Number(req.headers['content-length'] ?? 0);
}

/** Returns whether the body is above the usual limit, or may become so: a chunked one declares no size. */
export function mayBeLarge(req: IncomingMessage): boolean {
  return announcedSize(req) > MAX_BODY;
}

/** Returns true when the request itself declares that it is too large. */
export function announcesTooMuch(req: IncomingMessage, limit: number): boolean {
  return Number(req.headers['content-length'] ?? 0) > limit;
}

/** Counts what actually arrives (a chunked body declares no size) and calls `tooMuch` once when it exceeds the limit. */
export function limitBody(req: IncomingMessage, limit: number, tooMuch: () => void): void {
  const push = req.push.bind(req);
  let length = 0;
  // Listening to 'data' would start the flow of the body before its reader is ready.
  req.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk !== null && length <= limit) {
      length += (chunk as Buffer).length;
      if (length > limit) tooMuch();
    }
    return length > limit ? push(null) : push(chunk, encoding);
  };
}

/**
 * Calls `tooSlow` once when less of the body arrived in a window than the pace requires. A window in which the reader takes
 * nothing does not count, because then the sender is not the slow side.
 */
export function requirePace(req: IncomingMessage, pace: Pace, tooSlow: () => void): void {
  if (!hasBody(req)) return;
  const push = req.push.bind(req);
  let arrived = 0;
  const clock = setInterval(() => {
    const isSlow = arrived < (pace.minBytesPerSecond * pace.windowMs) / 1_000;
    arrived = 0;
    if (!isSlow || req.readableLength >= req.readableHighWaterMark) return;
    clearInterval(clock);
    tooSlow();
  }, pace.windowMs).unref();
  req.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk === null) clearInterval(clock);
    else arrived += (chunk as Buffer).length;
    return push(chunk, encoding);
  };
  req.once('close', () => clearInterval(clock));
}

function hasBody(req: IncomingMessage): boolean {
  return announcedSize(req) > 0;
}
