import type { EventCategory } from '@/lib/events/list-categories';
import { DataTable } from '../data-table';

type Props = { categories: EventCategory[]; mayChange: boolean };

/** Lists the categories in the order in which providers see them. */
export function CategoryTable({ categories, mayChange }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption="Categories, in the order in which providers see them"
      head={['Category', 'Status'].map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {categories.map(({ id, name, retired }) => (
        <tr key={id} role="row">
          <th scope="row" role="rowheader">
            {mayChange ? <a href={`/admin/settings/categories/${id}`}>{name}</a> : name}
          </th>
          <td role="cell" data-label="Status">
            {retired ? 'Retired' : 'Offered'}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
