import { listEntriesAbout } from '@/db/queries/audit';
import type { Conference, ConferenceContent } from '@/lib/conferences/conference';
import { getConference } from '@/lib/conferences/find-conference';
import type { FieldDifference } from '@/lib/events/event-decision';
import type { LoggedOfRecord } from '@/lib/events/event-log';
import { formatDay, isDay } from '@/lib/platform/days';
import { ifValid, recordId } from '@/lib/platform/lists/filters';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';

const PAGE = 50;

const LABELS: Record<keyof ConferenceContent, string> = {
  name: 'Name',
  startsOn: 'Start date',
  endsOn: 'End date',
  place: 'Place',
  program: 'Program',
  contact: 'Contact',
};

type Details = Record<string, unknown> | null;

/**
 * Returns a conference's history, latest first, and where the next page starts, for its provider and for staff: who changed
 * it, and which staff opened its roster. What happened to a session is in the session's own history.
 * @throws AppError `not_found`
 */
export async function listConferenceLog(
  ctx: Context,
  conferenceId: number,
  after: unknown,
): Promise<{ conference: Conference; entries: LoggedOfRecord[]; next: number | null }> {
  const conference = await getConference(ctx, conferenceId);
  const rows = await listEntriesAbout(ctx.db, {
    subject: { type: 'conference', id: conferenceId },
    after: ifValid(recordId).parse(after ?? null),
    limit: PAGE + 1,
  });
  const { shown, next } = onePage(rows, PAGE, ({ id }) => id);
  const entries = shown.map(({ details, ...row }) => ({
    ...row,
    reason: null,
    requestId: null,
    differences: row.action === 'conference.changed' ? differencesIn(details?.changes) : [],
    consequence: row.action === 'conference.sessions_saved' ? savedInWords(details) : null,
  }));
  return { conference, entries, next };
}

/** Describes the fields that changed, in the order of the form. */
function differencesIn(changes: unknown): FieldDifference[] {
  if (typeof changes !== 'object' || changes === null) return [];
  const changed = changes as Record<string, { before?: unknown; after?: unknown }>;
  return Object.entries(LABELS).flatMap(([field, label]) => {
    const change = changed[field];
    return change ? [{ field: label, before: inWords(change.before), after: inWords(change.after) }] : [];
  });
}

function inWords(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return isDay(value) ? formatDay(value) : value;
}

function savedInWords(details: Details): string {
  const number = (value: unknown) => (typeof value === 'number' ? value : 0).toLocaleString('en-US');
  return `${number(details?.added)} added, ${number(details?.edited)} changed.`;
}
