import { countDueAttendees, listDueAttendees } from '@/db/queries/certificate-list';
import { findPrintState } from '@/db/queries/certificates';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { whySpellingLooksWrong } from '@/lib/attendees/spelling';
import { eventNotFound, getEvent } from '@/lib/events/find-event';
import { hasEnded, unitsOf } from '@/lib/events/rules';
import type { Context } from '@/lib/platform/visit';
import { signingOf } from '@/lib/printing/facts-of-event';
import { countDuplicates } from '../duplicates/find-duplicates';
import { whyNotIssuable } from './rules';

/** The most names that are checked, and the most warnings and names that are shown. */
const MAX_LOOKED_AT = 10_000;
const SHOWN = 100;

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
  const unusual = people.flatMap(({ id, name }) => {
    const about = whySpellingLooksWrong(name);
    return about ? [{ id, name, about }] : [];
  });
  return {
    event,
    due,
    people: people.slice(0, SHOWN),
    byUnits: countedByUnits(people),
    signing: signingOf(state.signing),
    unusual: unusual.slice(0, SHOWN),
    unusualCount: unusual.length,
    duplicates,
    runsUntil: hasEnded(event, today) ? null : event.endsOn,
    whyNotNow: whyNotIssuable(event, today),
  };
}

function countedByUnits(people: readonly { units: string }[]): { units: string; people: number }[] {
  const counts = new Map<string, number>();
  for (const { units } of people) counts.set(unitsOf(units), (counts.get(unitsOf(units)) ?? 0) + 1);
  return [...counts].map(([units, count]) => ({ units, people: count })).sort((a, b) => b.people - a.people);
}
