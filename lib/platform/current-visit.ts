import { systemClock } from './clock';
import { database } from './database';
import { requestScope } from './request-scope';
import type { Visit } from './visit';

/** Returns the visit of the current request, signed in or not. */
export async function currentVisit(): Promise<Visit> {
  const scope = requestScope();
  return {
    db: database(),
    clock: systemClock,
    requestId: scope?.requestId ?? crypto.randomUUID(),
    address: scope?.address ?? 'unknown',
    userAgent: scope?.userAgent ?? '',
    unattended: scope?.unattended ?? false,
  };
}
