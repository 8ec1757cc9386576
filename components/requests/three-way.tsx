import type { ThreeWay as Field } from '@/lib/requests/kind';
import { DataTable } from '../data-table';
import { DiffView } from '../diff-view';

type Props = { fields: Field[]; moved: boolean; decided: boolean; side: 'provider' | 'staff' };

const BLANK = <span className="hint">(blank)</span>;

/**
 * Shows what the provider asked to change: before and after, and a third version when the record was changed in the
 * meantime.
 */
export function ThreeWay({ fields, moved, decided, side }: Props) {
  const asker = side === 'staff' ? 'the provider' : 'your provider';
  if (fields.length === 0) return null;
  if (!moved || decided) {
    const changes = fields.map(({ field, was, asked }) => ({ field, before: was, after: asked }));
    return (
      <DiffView
        caption={`What ${asker} asked to change`}
        changes={changes}
        beforeLabel="Before"
        afterLabel="As asked"
      />
    );
  }
  const headings = ['Field', 'When it was asked', 'Now', 'As asked'];
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption={`What ${asker} asked to change, and what it says now`}
      className="diff-table"
      head={headings.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {fields.map(({ field, was, now, asked }) => (
        <tr key={field} role="row">
          <th scope="row" role="rowheader">
            {field}
          </th>
          <td role="cell" data-label="When it was asked">
            {was ?? BLANK}
          </td>
          <td role="cell" data-label="Now">
            {now ? <del>{now}</del> : BLANK}
          </td>
          <td role="cell" data-label="As asked">
            {asked ? <ins>{asked}</ins> : BLANK}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
