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
  return (
    <DataTable
      caption={caption}
      captionHidden={captionHidden}
      className="diff-table"
      rows={changes}
      rowKey={({ field }) => field}
      columns={[
        { heading: 'Field', cell: ({ field }) => field },
        { heading: beforeLabel, cell: ({ before }) => (before ? <del>{before}</del> : BLANK) },
        { heading: afterLabel, cell: ({ after }) => (after ? <ins>{after}</ins> : BLANK) },
      ]}
    />
  );
}
