import {
  type AuditFilter,
  type FoundEntry,
  listPeopleNamed,
  searchAudit as searchRows,
} from '@/db/queries/audit-search';
import { listProvidersNamed } from '@/db/queries/provider-names';
import { authorize } from '@/lib/access/authorize';
import { type CsvColumn, csvLines } from '@/lib/platform/csv';
import { onePage } from '@/lib/platform/lists/pages';
import { searchable } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { record } from './record';
import type { AuditQuery } from './search-query';

export type { FoundEntry };

const PAGE = 50;
const BATCH = 1000;

/** A name that more people or providers have than this must be given more precisely. */
const MAX_NAMED = 20;

export type AuditPage = {
  entries: FoundEntry[];
  next: AuditQuery | null;
  /** What was not searched, and why. */
  notes: string[];
};

/** Returns a page of the audit log, latest first, for administrators. */
export async function searchAudit(ctx: Context, query: AuditQuery): Promise<AuditPage> {
  authorize(ctx, 'audit.read');
  const { filter, notes } = await filterOf(ctx, query);
  const rows = await searchRows(ctx.db, { filter, position: query.position, limit: PAGE + 1 });
  const { shown, next } = onePage(rows, PAGE, ({ at, id }) => ({ ...query, position: { at, id } }));
  return { entries: shown, next, notes };
}

const COLUMNS: readonly CsvColumn<FoundEntry>[] = [
  { header: 'Entry', value: ({ id }) => id },
  { header: 'When', value: ({ at }) => at.toISOString() },
  { header: 'Kind of actor', value: ({ actorKind }) => actorKind },
  { header: 'Actor', value: ({ actorId }) => actorId },
  { header: 'Access through', value: ({ actorThrough }) => actorThrough },
  { header: 'Person', value: ({ userName }) => userName },
  { header: 'Username', value: ({ username }) => username },
  { header: 'Acting for', value: ({ onBehalfOfName }) => onBehalfOfName },
  { header: 'Action', value: ({ action }) => action },
  { header: 'Record', value: ({ subjectType }) => subjectType },
  { header: 'Number', value: ({ subjectId }) => subjectId },
  { header: 'Provider', value: ({ providerName }) => providerName },
  { header: 'Request', value: ({ requestId }) => requestId },
  { header: 'Address', value: ({ address }) => address },
  { header: 'Details', value: ({ details }) => (details === null ? 'erased' : JSON.stringify(details)) },
];

/**
 * Exports what the log shows as lines of CSV, latest first, and records that. Entries are read in batches by key, each
 * when the last one is on its way, so that a slow reader ties up neither memory nor a database connection.
 */
export async function exportAudit(ctx: Context, query: AuditQuery): Promise<AsyncGenerator<string, void>> {
  authorize(ctx, 'audit.read');
  const { filter } = await filterOf(ctx, query);
  const { position: _, ...filters } = query;
  await record(ctx.db, ctx, { action: 'audit.exported', subject: `user:${ctx.actor.userId}`, details: { filters } });
  return csvLines(COLUMNS, batches(ctx, filter));
}

async function* batches({ db, clock }: Context, filter: AuditFilter): AsyncGenerator<FoundEntry[], void> {
  // Entries that are written in the meantime, such as the one about this export, are not part of it.
  let position = { at: clock.now(), id: 1 };
  for (;;) {
    const rows = await searchRows(db, { filter, position, limit: BATCH });
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    position = { at: last.at, id: last.id };
  }
}

async function filterOf({ db }: Context, query: AuditQuery): Promise<{ filter: AuditFilter; notes: string[] }> {
  const notes: string[] = [];
  const named = async (text: string, list: typeof listPeopleNamed, many: string) => {
    const words = searchable(text).split(' ').filter(Boolean);
    if (words.length === 0) return null;
    const ids = await list(db, words, MAX_NAMED + 1);
    if (ids.length > MAX_NAMED) notes.push(many);
    return ids.slice(0, MAX_NAMED);
  };
  const { subjectType, subjectId, action, from, to } = query;
  const filter: AuditFilter = {
    userIds: await named(
      query.person,
      listPeopleNamed,
      `More than ${MAX_NAMED} people match. Only the first ${MAX_NAMED} are searched; enter a username.`,
    ),
    providerIds: await named(
      query.provider,
      listProvidersNamed,
      `More than ${MAX_NAMED} providers match. Only the first ${MAX_NAMED} are searched; enter more of the name.`,
    ),
    subject: subjectType !== null && subjectId !== null ? { type: subjectType, id: subjectId } : null,
    action,
    from,
    to,
  };
  return { filter, notes };
}
