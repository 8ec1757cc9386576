import { countDueAttendees, listDueAttendees } from '@/db/queries/certificate-list';
import { findPrintState } from '@/db/queries/certificates';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { countedByUnits, MAX_LOOKED_AT, MAX_NAMED, namesToCheck } from '@/lib/attendees/look-over';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { hasEnded } from '@/lib/events/rules';
import type { Context } from '@/lib/platform/visit';
import { signingOf } from '@/lib/printing/facts-of-event';
import { countDuplicates } from '../duplicates/find-duplicates';
import { whyNotIssuable } from './rules';

/**
 * Previews issuing to everyone: which people would get how many units, whether signed, and what looks wrong.
 * @throws AppError `not_found` or `forbidden`
 */
export async function previewIssue(ctx: Context, eventId: number) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'certificate.issue');
  const today = ctx.clock.today();
  const [due, people, state, duplicates] = await Promise.all([
    countDueAttendees(ctx.db, eventId),
    listDueAttendees(ctx.db, eventId, { afterId: null, limit: MAX_LOOKED_AT }),
    findPrintState(ctx.db, eventId, scopeOf(ctx.actor), today),
    countDuplicates(ctx.db, eventId),
  ]);
  if (!state) throw eventNotFound();
  const unusual = namesToCheck(people);
  return {
    event,
    due,
    people: people.slice(0, MAX_NAMED),
    byUnits: countedByUnits(people),
    signing: signingOf(state.signing),
    unusual: unusual.slice(0, MAX_NAMED),
    unusualCount: unusual.length,
    duplicates,
    runsUntil: hasEnded(event, today) ? null : event.endsOn,
    whyNotNow: whyNotIssuable(event, today),
  };
}
