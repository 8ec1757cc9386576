import { listWholeRoster } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { getEvent } from '@/lib/events/find-event';
import { locationLine } from '@/lib/events/rules';
import { formatDays } from '@/lib/platform/days';
import { renderPdf } from '@/lib/platform/pdf/renderer';
import type { Context } from '@/lib/platform/visit';
import { logReading } from '../log-reading';
import { sheetHtml } from './sheet-html';

/**
 * Prints a sheet to sign at the door: the people on the roster, and blank lines for others. Nothing is stored.
 * @throws AppError `not_found` or `forbidden`, or `too_many` or `unavailable` when too much is being printed at once
 */
export async function printSignInSheet(ctx: Context, eventId: number): Promise<Buffer> {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'roster.read', event);
  await logReading(ctx, eventId);
  const roster = await listWholeRoster(ctx.db, eventId);
  const html = await sheetHtml({
    title: event.title,
    dates: formatDays(event.startsOn, event.endsOn),
    place: locationLine(event.location),
    instructor: event.instructor,
    provider: event.providerName,
    people: roster.map(({ name, school }) => ({ name, school })),
  });
  return renderPdf(html, { visit: ctx, kind: 'sheet' });
}
