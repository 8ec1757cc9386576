import { createHash } from 'node:crypto';

/** Returns the request key for one session from that of a form about all: sending it twice does each session once. */
export function sessionKey(requestKey: string, eventId: number): string {
  const hash = createHash('sha256').update(`${requestKey.toLowerCase()} ${eventId}`).digest('hex');
  // A UUID of version 8, whose content is up to the program that makes it (RFC 9562).
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-a$4-$5');
}
