import type { ReactNode } from 'react';

type DataTableProps = {
  caption: ReactNode;
  /** Hides the caption, which is still read aloud, when a heading above the table already says it. */
  captionHidden?: boolean;
  /** A row of <th scope="col" role="columnheader"> and SortHeading. */
  head: ReactNode;
  /** Rows: <tr role="row"><th scope="row" role="rowheader">…</th><td role="cell" data-label="Dates">…</td></tr> */
  children: ReactNode;
  className?: string;
  /** The table has so many columns that its rows are cards up to a wide desk, and not only on phones. */
  wide?: boolean;
};

/** The roles repeat the elements' meaning because the card layout's `display` would remove it. */
export function DataTable({ caption, captionHidden, head, children, className, wide }: DataTableProps) {
  return (
    <div className={wide ? 'table-room table-room-wide' : 'table-room'}>
      <div className="table-frame">
        {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
        <table role="table" className={className ? `data-table ${className}` : 'data-table'}>
          <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">{head}</tr>
          </thead>
          <tbody role="rowgroup">{children}</tbody>
        </table>
        {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      </div>
    </div>
  );
}
