import type { EventCategory } from '@/lib/events/list-categories';
import { DataTable } from '../data-table';

type Props = { categories: EventCategory[]; mayChange: boolean };

/** Lists the categories in the order in which providers see them. */
export function CategoryTable({ categories, mayChange }: Props) {
  return (
    <DataTable
      caption="Categories, in the order in which providers see them"
      rows={categories}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Category',
          cell: ({ id, name }) => (mayChange ? <a href={`/admin/settings/categories/${id}`}>{name}</a> : name),
        },
        { heading: 'Status', cell: ({ retired }) => (retired ? 'Retired' : 'Offered') },
      ]}
    />
  );
}
