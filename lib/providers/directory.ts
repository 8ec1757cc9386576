import { findProvider, listProviderRows, type ProviderRow } from '@/db/queries/providers';
import { standingOn } from '@/lib/access/standing';
import { type CsvColumn, csvLines } from '@/lib/platform/csv';
import { onePage } from '@/lib/platform/lists/pages';
import type { Visit } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';
import { filterOf, type ProviderListQuery } from './list-query';
import { STANDING_WORDS } from './standing-words';
import { PROVIDER_KINDS, typeInWords } from './words';

const PAGE = 50;
const BATCH = 500;

/** What anybody can read about an approved provider (M26). */
export type DirectoryEntry = {
  id: number;
  name: string;
  knownAs: string[];
  kind: string;
  type: string;
  /** How it stands with the agency, in plain words. */
  standing: string;
  /** The provider that this one was merged into; its page leads there. */
  mergedInto: number | null;
  /** Such as "Helena, MT"; null when no address is on record. */
  place: string | null;
  /** It no longer exists as a provider, and only people who have its address find it. */
  closed: boolean;
  /** Null unless the provider agreed that the directory shows it. */
  phone: string | null;
  website: string | null;
};

type Page = { entries: DirectoryEntry[]; next: number | null };

/** Returns the approved providers that a query finds, by name, and where the next page starts. */
export async function listDirectory(visit: Visit, query: ProviderListQuery): Promise<Page> {
  const rows = await listProviderRows(visit.db, { ...filterOf(query), afterId: query.after, limit: PAGE + 1 });
  const { shown, next } = onePage(rows, PAGE, ({ id }) => id);
  return { entries: shown.map((row) => entryOf(visit, row)), next };
}

/**
 * Returns an approved provider, or a closed one.
 * @throws AppError `not_found`
 */
export async function getDirectoryEntry(visit: Visit, providerId: number): Promise<DirectoryEntry> {
  const row = await findProvider(visit.db, providerId);
  if (!row) throw providerNotFound();
  return entryOf(visit, row);
}

const COLUMNS: CsvColumn<DirectoryEntry>[] = [
  { header: 'Provider', value: ({ name }) => name },
  { header: 'Other names', value: ({ knownAs }) => knownAs.join('; ') },
  { header: 'Kind', value: ({ kind }) => kind },
  { header: 'Type', value: ({ type }) => type },
  { header: 'Standing', value: ({ standing }) => standing },
  { header: 'Place', value: ({ place }) => place },
  { header: 'Phone', value: ({ phone }) => phone },
  { header: 'Website', value: ({ website }) => website },
];

/** Returns the lines of a CSV file with all providers that a query finds. */
export function exportDirectory(visit: Visit, query: ProviderListQuery): AsyncGenerator<string, void> {
  return csvLines(COLUMNS, batches(visit, query));
}

async function* batches(visit: Visit, query: ProviderListQuery): AsyncGenerator<DirectoryEntry[], void> {
  for (let afterId: number | null = null; ; ) {
    const rows: ProviderRow[] = await listProviderRows(visit.db, { ...filterOf(query), afterId, limit: BATCH });
    yield rows.map((row) => entryOf(visit, row));
    if (rows.length < BATCH) return;
    afterId = rows.at(-1)!.id;
  }
}

function entryOf({ clock }: Visit, row: ProviderRow): DirectoryEntry {
  const closed = row.standing === 'closed';
  const address = row.physicalAddress ?? row.mailingAddress;
  return {
    id: row.id,
    name: row.name,
    knownAs: row.knownAs.split('\n').filter(Boolean),
    kind: PROVIDER_KINDS[row.kind],
    type: typeInWords(row.type),
    mergedInto: row.mergedInto,
    standing: STANDING_WORDS[standingOn(row, clock.today())].public,
    place: address && `${address.city}, ${address.state}`,
    closed,
    phone: row.directoryConsent && !closed ? row.phone : null,
    website: row.directoryConsent && !closed ? row.website : null,
  };
}
