import type { ReactNode } from 'react';
import { DataTable } from './data-table';

type FieldChange = { field: string; before: string | null; after: string | null };

type DiffViewProps = {
  caption: ReactNode;
  changes: FieldChange[];
  beforeLabel?: string;
  afterLabel?: string;
  captionHidden?: boolean;
};

const BLANK = <span className="hint">(blank)</span>;

/** Compares whole values field by field, because people read a form in fields, not in characters. */
export function DiffView({
  caption,
  changes,
  beforeLabel = 'Before',
  afterLabel = 'After',
  captionHidden,
}: DiffViewProps) {
  const headings = ['Field', beforeLabel, afterLabel];
  return (
    <DataTable
      caption={caption}
      captionHidden={captionHidden}
      className="diff-table"
      head={headings.map((heading) => (
        // biome-ignore lint/a11y/noRedundantRoles: the card layout would take the meaning away.
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {changes.map(({ field, before, after }) => (
        // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
        <tr key={field} role="row">
          <th scope="row" role="rowheader">
            {field}
          </th>
          <td role="cell" data-label={beforeLabel}>
            {before ? <del>{before}</del> : BLANK}
          </td>
          <td role="cell" data-label={afterLabel}>
            {after ? <ins>{after}</ins> : BLANK}
          </td>
        </tr>
        // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
      ))}
    </DataTable>
  );
}
