import type { DirectoryEntry } from '@/lib/providers/directory';
import { DataTable } from '../data-table';

/** Lists approved providers for anybody. */
export function DirectoryTable({ entries }: { entries: DirectoryEntry[] }) {
  return (
    <DataTable
      size="several"
      caption="Approved providers, by name"
      rows={entries}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Provider',
          cell: ({ id, name, knownAs }) => (
            <>
              <a href={`/providers/${id}`} dir="auto">
                {name}
              </a>
              {knownAs.length > 0 && (
                <span className="sub" dir="auto">
                  {knownAs.join(', ')}
                </span>
              )}
            </>
          ),
        },
        { heading: 'Type', cell: ({ type }) => type },
        { heading: 'Standing', cell: ({ standing }) => standing },
        { heading: 'Place', cell: ({ place }) => place ?? '–' },
        { heading: 'Phone', cell: ({ phone }) => phone ?? '–' },
        {
          heading: 'Website',
          cell: ({ website }) =>
            website ? (
              <a href={website} rel="nofollow">
                {hostOf(website)}
              </a>
            ) : (
              '–'
            ),
        },
      ]}
    />
  );
}

/** Returns the part of a website's address that people know, such as "www.example.org". */
export function hostOf(website: string): string {
  return URL.canParse(website) ? new URL(website).hostname : website;
}
