import type { ComponentProps, ReactNode } from 'react';

type DataTableProps = {
  caption: ReactNode;
  /** Hides the caption, which is still read aloud, when a heading above the table already says it. */
  captionHidden?: boolean;
  /** A row of <th scope="col" role="columnheader"> and SortHeading. */
  head: ReactNode;
  /** Rows: <tr role="row"><th scope="row" role="rowheader">…</th><td role="cell" data-label="Dates">…</td></tr> */
  children: ReactNode;
  className?: string;
  /** With several columns its rows are cards up to a tablet, with many up to a small laptop; otherwise on phones only. */
  columns?: 'several' | 'many';
  /** For a table of fields: what happens to all of its rows. */
  bodyProps?: Pick<ComponentProps<'tbody'>, 'onPaste' | 'onKeyDown'>;
};

/** The roles repeat the elements' meaning because the card layout's `display` would remove it. */
export function DataTable({ caption, captionHidden, head, children, className, columns, bodyProps }: DataTableProps) {
  return (
    <div className={columns ? `table-room table-room-${columns}` : 'table-room'}>
      <div className="table-frame">
        {/* biome-ignore-start lint/a11y/noRedundantRoles: see above */}
        <table role="table" className={className ? `data-table ${className}` : 'data-table'}>
          <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
          <thead role="rowgroup">
            <tr role="row">{head}</tr>
          </thead>
          <tbody role="rowgroup" {...bodyProps}>
            {children}
          </tbody>
        </table>
        {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
      </div>
    </div>
  );
}
