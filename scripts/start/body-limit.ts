import type { IncomingMessage } from 'node:http';

/** 1 MB is far above any form. */
export const LARGEST_BODY = 1_000_000;

/**
 * Pages that take a file, each with what is the most it takes: the file's own limit and room for the form around it.
 * next.config.mjs has the largest of them as Next.js's limit for actions.
 */
const LARGEST_BODY_AT: [address: RegExp, bytes: number][] = [
  [/^\/verify$/, 5_100_000],
  [/^\/events\/\d+\/attendees\/import$/, 2_100_000],
];

/** Next.js holds a body in memory, and anybody may send one: only so many large ones are taken at a time. */
const LARGE_AT_ONCE = 8;

/** The largest body that is taken at this address. */
export function largestBodyAt(url: string, usual = LARGEST_BODY): number {
  const path = url.split('?', 1)[0]!;
  return LARGEST_BODY_AT.find(([address]) => address.test(path))?.[1] ?? usual;
}

/** Places for bodies that are, or may become, larger than usual. */
export function largeBodyPlaces(most = LARGE_AT_ONCE) {
  let taken = 0;
  return {
    /** @returns what gives the place back, or null when none is free */
    take(): (() => void) | null {
      if (taken >= most) return null;
      taken++;
      let given = false;
      return () => {
        if (!given) taken--;
        given = true;
      };
    },
  };
}

/** Whether the body is above the usual limit, or may become so: a chunked one announces nothing. */
export function mayBeLarge(req: IncomingMessage): boolean {
  return 'transfer-encoding' in req.headers || announcesTooMuch(req, LARGEST_BODY);
}

/** True when the request says itself that it is too large. */
export function announcesTooMuch(req: IncomingMessage, limit: number): boolean {
  return Number(req.headers['content-length'] ?? 0) > limit;
}

/** Counts what really arrives (a chunked body announces nothing) and calls `tooMuch` once when it passes the limit. */
export function limitBody(req: IncomingMessage, limit: number, tooMuch: () => void): void {
  const push = req.push.bind(req);
  let length = 0;
  // Listening to 'data' would set the body flowing before its reader is there.
  req.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk !== null && length <= limit) {
      length += (chunk as Buffer).length;
      if (length > limit) tooMuch();
    }
    return length > limit ? push(null) : push(chunk, encoding);
  };
}
