import { findNamedCertificate } from '@/db/queries/named-certificates';
import { eventNotFound } from '@/lib/events/find-event';
import { type Context, scopeOf } from '@/lib/platform/visit';
import type { NamedFacts } from '../facts';
import { namedFile } from '../issue/named-file';

/**
 * A named certificate as it was issued, one that does not hold any more too: the page that it is opened from says so.
 * @throws AppError `not_found`, the same for one of another event or provider and for none
 */
export async function openNamedCertificate(ctx: Context, eventId: number, certificateId: number) {
  const found = await findNamedCertificate(ctx.db, eventId, certificateId, scopeOf(ctx.actor));
  if (!found) throw eventNotFound();
  return { facts: found.facts as NamedFacts, bytes: await namedFile(ctx.db, found.id) };
}
