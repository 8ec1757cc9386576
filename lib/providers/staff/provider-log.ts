import { listEntriesAbout } from '@/db/queries/audit';
import { providerNames } from '@/db/queries/provider-names';
import { findProvider } from '@/db/queries/providers';
import type { ProviderStanding } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import type { FieldDifference } from '@/lib/events/event-decision';
import type { LoggedOfRecord } from '@/lib/events/event-log';
import { formatDay, isDay } from '@/lib/platform/days';
import { ifValid, recordId } from '@/lib/platform/lists/filters';
import { onePage } from '@/lib/platform/lists/pages';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';
import { DATA_LABELS, type DataField, describeData, type ProviderData, type StaffData } from '../provider-data';
import { STANDING_WORDS } from '../standing-words';
import { PROVIDER_KINDS, typeInWords } from '../words';

const PAGE = 50;

type Details = Record<string, unknown> | null;

/**
 * Returns the history of a provider's record, latest first, and where the next page starts: who changed what, when and
 * why, with before and after. For staff.
 * @throws AppError `forbidden` or `not_found`
 */
export async function listProviderLog(
  ctx: Context,
  providerId: number,
  after: unknown,
): Promise<{ name: string; entries: LoggedOfRecord[]; next: number | null }> {
  authorize(ctx, 'provider.list-every');
  const provider = await findProvider(ctx.db, providerId);
  if (!provider) throw providerNotFound();
  const rows = await listEntriesAbout(ctx.db, {
    subject: { type: 'provider', id: providerId },
    after: ifValid(recordId).parse(after ?? null),
    limit: PAGE + 1,
  });
  const names = await providerNames(
    ctx.db,
    rows.flatMap(({ details }) => numbersIn(details?.source, details?.target)),
  );
  const { shown, next } = onePage(rows, PAGE, ({ id }) => id);
  const entries = shown.map(({ details, ...row }) => ({
    ...row,
    reason: textIn(details?.reason) ?? textIn(details?.note),
    requestId: typeof details?.requestId === 'number' ? details.requestId : null,
    differences: differencesOf(row.action, details, names),
  }));
  return { name: provider.name, entries, next };
}

const numbersIn = (...values: unknown[]) => values.filter((value) => typeof value === 'number');
const textIn = (value: unknown) => (typeof value === 'string' ? value : null);

function differencesOf(action: string, details: Details, names: ReadonlyMap<number, string>): FieldDifference[] {
  if (details === null) return [];
  switch (action) {
    case 'provider.changed':
      return changesIn(details.changes);
    case 'provider.created':
      return createdWith(details.after);
    case 'provider.standing_changed':
      return standingIn(details);
    case 'provider.merged':
      return [{ field: 'Merged', before: nameOf(details.source, names), after: nameOf(details.target, names) }];
    case 'provider.merge_undone':
      return [{ field: 'Separated', before: nameOf(details.target, names), after: nameOf(details.source, names) }];
    default:
      return [];
  }
}

const nameOf = (id: unknown, names: ReadonlyMap<number, string>) =>
  typeof id === 'number' ? (names.get(id) ?? `Provider ${id}`) : null;

type Change = { before?: unknown; after?: unknown };

/** Describes the fields that changed, in the order of the form. */
function changesIn(changes: unknown): FieldDifference[] {
  if (typeof changes !== 'object' || changes === null) return [];
  const changed = changes as Record<string, Change>;
  return FIELDS.flatMap(([field, label, describe]) => {
    const change = changed[field];
    return change ? [{ field: label, before: describe(change.before), after: describe(change.after) }] : [];
  });
}

function createdWith(after: unknown): FieldDifference[] {
  if (typeof after !== 'object' || after === null) return [];
  const record = after as Record<string, unknown>;
  return FIELDS.flatMap(([field, label, describe]) => {
    const words = field in record ? describe(record[field]) : null;
    return words === null ? [] : [{ field: label, before: null, after: words }];
  });
}

type Field = readonly [field: string, label: string, describe: (value: unknown) => string | null];

/** Describing a field reads only that field. A value that is not there any longer is blank. */
function describeOne(field: DataField, value: unknown): string | null {
  return value === undefined ? null : describeData({ [field]: value } as unknown as ProviderData, field);
}

const STAFF_FIELDS: readonly Field[] = [
  ['kind', 'Kind', (value) => PROVIDER_KINDS[value as StaffData['kind']] ?? textIn(value)],
  ['type', 'Type', (value) => (typeof value === 'string' ? typeInWords(value) : null)],
  ['approvedOn', 'Approved on', dayInWords],
];

const FIELDS: readonly Field[] = [
  ...(Object.keys(DATA_LABELS) as DataField[]).map(
    (field): Field => [field, DATA_LABELS[field], (value) => describeOne(field, value)],
  ),
  ...STAFF_FIELDS,
];

function standingIn({ before, after, from, reviewOn }: Record<string, unknown>): FieldDifference[] {
  const words = (standing: unknown) => STANDING_WORDS[standing as ProviderStanding]?.label ?? textIn(standing);
  return [
    { field: 'Standing', before: words(before), after: words(after) },
    { field: 'From', before: null, after: dayInWords(from) },
    ...(reviewOn ? [{ field: 'Review on', before: null, after: dayInWords(reviewOn) }] : []),
  ];
}

function dayInWords(day: unknown): string | null {
  return typeof day === 'string' && isDay(day) ? formatDay(day) : null;
}
