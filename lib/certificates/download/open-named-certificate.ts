import { findNamedCertificate } from '@/db/queries/named-certificates';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { logReading } from '@/lib/attendees/log-reading';
import { eventNotFound } from '@/lib/events/find-event';
import type { Context } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import { namedFile } from '../issue/named-file';

/**
 * Returns a named certificate as it was issued, even if it is no longer valid: the page that links to it says so.
 * @throws AppError `forbidden`, or `not_found`, both for one of another event or provider and for one that does not
 * exist
 */
export async function openNamedCertificate(ctx: Context, eventId: number, certificateId: number) {
  authorize(ctx, 'roster.read');
  const found = await findNamedCertificate(ctx.db, eventId, certificateId, scopeOf(ctx.actor));
  if (!found) throw eventNotFound();
  await logReading(ctx, eventId);
  return { facts: found.facts as NamedFacts, bytes: await namedFile(ctx.db, found.id) };
}
