import type { DirectoryEntry } from '@/lib/providers/directory';
import { DataTable } from '../data-table';

const HEADINGS = ['Provider', 'Type', 'Standing', 'Place', 'Phone', 'Website'];

/** Lists approved providers for anybody. */
export function DirectoryTable({ entries }: { entries: DirectoryEntry[] }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      caption="Approved providers, by name"
      head={HEADINGS.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {entries.map(({ id, name, knownAs, type, standing, place, phone, website }) => (
        <tr key={id} role="row">
          <th scope="row" role="rowheader">
            <a href={`/providers/${id}`} dir="auto">
              {name}
            </a>
            {knownAs.length > 0 && (
              <span className="sub" dir="auto">
                {knownAs.join(', ')}
              </span>
            )}
          </th>
          <td role="cell" data-label="Type">
            {type}
          </td>
          <td role="cell" data-label="Standing">
            {standing}
          </td>
          <td role="cell" data-label="Place">
            {place ?? '–'}
          </td>
          <td role="cell" data-label="Phone">
            {phone ?? '–'}
          </td>
          <td role="cell" data-label="Website">
            {website ? (
              <a href={website} rel="nofollow">
                {hostOf(website)}
              </a>
            ) : (
              '–'
            )}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}

/** Returns the part of a website's address that people know, such as "www.example.org". */
export function hostOf(website: string): string {
  return URL.canParse(website) ? new URL(website).hostname : website;
}
