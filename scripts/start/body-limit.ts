import type { IncomingMessage } from 'node:http';

/** 1 MB is far above any form; also Next.js's own limit for actions. */
export const LARGEST_BODY = 1_000_000;

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
