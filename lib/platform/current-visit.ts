import { systemClock } from './clock';
import { database } from './database';
import { requestScope } from './request-scope';
import type { Visit } from './visit';

/** The visit that the request in hand makes, signed in or not. */
export async function currentVisit(): Promise<Visit> {
  const scope = requestScope();
  return {
    db: database(),
    clock: systemClock,
    requestId: scope?.requestId ?? crypto.randomUUID(),
    address: scope?.address ?? 'unknown',
    userAgent: scope?.userAgent ?? '',
  };
}
