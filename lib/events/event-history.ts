import { listCertificateVersions } from '@/db/queries/certificates';
import { listReports } from '@/db/queries/reports';
import { listEventSignings } from '@/db/queries/signing';
import type { Context } from '@/lib/platform/visit';
import type { ProviderEvent } from './event';

export type EventHistory = Awaited<ReturnType<typeof listEventHistory>>;

/** Returns the generated certificates, how they were signed, and the recorded counts, for an event read within scope. */
export async function listEventHistory(ctx: Context, event: ProviderEvent) {
  const [versions, reports, signings] = await Promise.all([
    listCertificateVersions(ctx.db, event.id),
    listReports(ctx.db, event.id),
    listEventSignings(ctx.db, event.id),
  ]);
  return { versions, reports, signings };
}
