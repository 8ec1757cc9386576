import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const HEADER = 'x-pdups-own-request';

/** The visitor that one of our own requests is made for. */
export type MadeFor = { address: string; viaProxy: boolean };

/**
 * Tracks the visitor across internal requests. After an action that redirects, Next.js requests the target page from this
 * server with the headers of the action's own request, and the address would be this machine's instead of the visitor's.
 * Each request is marked for Next.js with its visitor, under a secret of this process, and a request that comes back with
 * the mark counts as theirs.
 */
export function ownRequests() {
  const secret = randomBytes(24).toString('base64url');
  return {
    /** Removes the mark and returns the visitor; null for a request from outside, marked or not. */
    read(req: IncomingMessage): MadeFor | null {
      const mark = req.headers[HEADER];
      delete req.headers[HEADER];
      const [given = '', viaProxy, address] = String(mark ?? '').split(' ');
      if (given.length !== secret.length || !timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(secret)))
        return null;
      return address ? { address, viaProxy: viaProxy === 'proxy' } : null;
    },
    mark(req: IncomingMessage, { address, viaProxy }: MadeFor): void {
      req.headers[HEADER] = `${secret} ${viaProxy ? 'proxy' : 'direct'} ${address}`;
    },
  };
}
