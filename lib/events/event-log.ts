import { listEntriesAbout } from '@/db/queries/audit';
import { listCategories } from '@/db/queries/events';
import type { EventAction } from '@/lib/audit/entries';
import { ifValid, recordId } from '@/lib/platform/lists/filters';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import type { ContentField, EventContent, ProviderEvent } from './event';
import { describeField } from './event-content';
import type { FieldDifference } from './event-decision';
import { FIELD_NAMES, FIELDS } from './fields';
import { getEvent } from './find-event';

const PAGE = 50;

/** An entry of an event's history. */
export type LoggedOfEvent = Omit<LoggedOfRecord, 'action'> & {
  /** Entries from earlier versions may have actions that no longer exist. */
  action: EventAction | (string & {});
};

/** An entry of the history of any record. */
export type LoggedOfRecord = {
  id: number;
  at: Date;
  action: string;
  /** The person, or null for attendees, learning systems and the product's own work. */
  by: string | null;
  byStaff: boolean;
  /** Whether staff did it while they acted for the provider. */
  onBehalf: boolean;
  actorKind: string;
  reason: string | null;
  /** The request whose approval made the change. */
  requestId: number | null;
  /** What an edit changed, or a new count. */
  differences: FieldDifference[];
  /** What else the change did, as a sentence. */
  consequence?: string | null;
};

/**
 * Returns an event's history, latest first, and where the next page starts, for its provider and for staff: of a session,
 * also when staff opened the roster of the whole conference. It leaves out network addresses.
 * @throws AppError `not_found`
 */
export async function listEventLog(
  ctx: Context,
  eventId: number,
  after: unknown,
): Promise<{ event: ProviderEvent; entries: LoggedOfEvent[]; next: number | null }> {
  const event = await getEvent(ctx, eventId);
  const [rows, categories] = await Promise.all([
    entriesOf(ctx, event, { after: ifValid(recordId).parse(after ?? null), limit: PAGE + 1 }),
    listCategories(ctx.db),
  ]);
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const { shown, next } = onePage(rows, PAGE, ({ id }) => id);
  const entries = shown.map(({ details, ...row }) => ({
    ...row,
    reason: typeof details?.reason === 'string' ? details.reason : null,
    requestId: typeof details?.requestId === 'number' ? details.requestId : null,
    differences: differencesOf(row.action, details, names),
    consequence: typeof details?.unitsChanged === 'number' ? unitsChangedInWords(details.unitsChanged) : null,
  }));
  return { event, entries, next };
}

/** Lists what happened to an event, and who read its people with those of its conference. */
async function entriesOf({ db }: Context, event: ProviderEvent, page: { after: number | null; limit: number }) {
  const own = await listEntriesAbout(db, { subject: { type: 'event', id: event.id }, ...page });
  if (!event.conference) return own;
  const conference = { type: 'conference', id: event.conference.id } as const;
  const read = await listEntriesAbout(db, { subject: conference, action: 'conference_roster.opened', ...page });
  return [...own, ...read].sort((a, b) => b.id - a.id).slice(0, page.limit);
}

function unitsChangedInWords(people: number): string {
  return `With the hours, the PDUs of ${people === 1 ? '1 attendee' : `${people.toLocaleString('en-US')} attendees`} changed.`;
}

function differencesOf(
  action: string,
  details: Record<string, unknown> | null,
  names: ReadonlyMap<number, string>,
): FieldDifference[] {
  if (action === 'event.edited') return differencesIn(details?.changes, names);
  if (action !== 'event.certificates_reported' || typeof details?.after !== 'number') return [];
  const number = (count: unknown) => (typeof count === 'number' ? count.toLocaleString('en-US') : '');
  return [{ field: 'Certificate count', before: number(details.before), after: number(details.after) }];
}

/** Describes the changes in an entry. Fields that no longer exist are left out. */
function differencesIn(changes: unknown, names: ReadonlyMap<number, string>): FieldDifference[] {
  if (typeof changes !== 'object' || changes === null) return [];
  const changed = changes as Partial<Record<ContentField, { before: unknown; after: unknown }>>;
  return FIELD_NAMES.flatMap((field) => {
    const change = changed[field];
    if (!change) return [];
    // Describing a field reads only that field.
    const described = (value: unknown) => describeField({ [field]: value } as unknown as EventContent, field, names);
    return [{ field: FIELDS[field].label, before: described(change.before), after: described(change.after) }];
  });
}
