import type { ComponentProps, Key, ReactNode } from 'react';

export type Column<Row> = {
  /** What the heading says; in a card it stands before the value. Unique in its table. */
  heading: string;
  cell: (row: Row) => ReactNode;
  /** The heading is only read aloud. */
  headingHidden?: boolean;
  /** Numbers are aligned right, a tick is a box before its row, and a bar is a picture of a number beside it. */
  kind?: 'number' | 'actions' | 'tick' | 'bar';
  /** What else the heading contains, such as a box that ticks all. */
  beside?: ReactNode;
  /** The URL of the same list in the other order of this column, and its current order; null when sorted by another. */
  sort?: { href: string; order: 'asc' | 'desc' | null };
  /** For a value that needs no words before it in a card. */
  unlabeled?: boolean;
  className?: string;
  dir?: 'auto';
};

type Look = {
  caption: ReactNode;
  /** Hides the caption, which is still read aloud, when a heading above the table already says it. */
  captionHidden?: boolean;
  className?: string;
  /** With several columns its rows are cards up to a tablet, with many up to a small laptop; otherwise on phones only. */
  size?: 'several' | 'many';
};

type DataTableProps<Row> = Look & {
  /** The first one that is not a tick names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  rowClass?: (row: Row) => string | undefined;
  /** What can be done with a row, such as links, in a last column whose heading is only read aloud. */
  actions?: Column<Row>['cell'] | null | false;
};

/** Shows rows in columns; with little room, each row is a card. */
export function DataTable<Row>({ columns: facts, rows, rowKey, rowClass, actions, ...look }: DataTableProps<Row>) {
  const columns = actions ? [...facts, { ...ACTIONS, cell: actions }] : facts;
  const name = columns.find(({ kind }) => kind !== 'tick');
  return (
    <TableFrame {...look} head={columns.map(headingOf)}>
      {rows.map((row) => (
        // biome-ignore lint/a11y/noRedundantRoles: TableFrame says why.
        <tr key={rowKey(row)} role="row" className={rowClass?.(row)}>
          {columns.map((column) => (column === name ? nameOf(column, row) : cellOf(column, row)))}
        </tr>
      ))}
    </TableFrame>
  );
}

const ACTIONS = { heading: 'Actions', headingHidden: true, kind: 'actions' } as const;

// Plain functions instead of components, with no element that displays nothing, because fifty rows of eight cells are most
// of a list's rendering cost.

function headingOf<Row>({ heading, headingHidden, kind, beside, sort }: Column<Row>) {
  const order = sort && (sort.order === null ? 'none' : sort.order === 'asc' ? 'ascending' : 'descending');
  const words = headingHidden ? <span className="sr-only">{heading}</span> : heading;
  return (
    <th
      key={heading}
      scope="col"
      // biome-ignore lint/a11y/noRedundantRoles: TableFrame says why.
      role="columnheader"
      aria-sort={order}
      className={kind === 'actions' ? 'actions-heading' : kind}
    >
      {sort ? (
        <a href={sort.href} className="sort">
          {words}
        </a>
      ) : (
        words
      )}
      {beside}
    </th>
  );
}

function nameOf<Row>({ heading, cell, className, dir }: Column<Row>, row: Row) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: TableFrame says why.
    <th key={heading} scope="row" role="rowheader" className={className} dir={dir}>
      {cell(row)}
    </th>
  );
}

function cellOf<Row>({ heading, cell, kind, unlabeled, className, dir }: Column<Row>, row: Row) {
  const label = unlabeled || (kind && kind !== 'number') ? undefined : heading;
  return (
    <td
      key={heading}
      // biome-ignore lint/a11y/noRedundantRoles: TableFrame says why.
      role="cell"
      data-label={label}
      className={[kind, className].filter(Boolean).join(' ') || undefined}
      dir={dir}
    >
      {cell(row)}
    </td>
  );
}

type TableFrameProps = Look & {
  /** Cells of headings: <th scope="col" role="columnheader">…</th> */
  head: ReactNode;
  /** Rows: <tr role="row"><th scope="row" role="rowheader">…</th><td role="cell" data-label="Dates">…</td></tr> */
  children: ReactNode;
  /** For a table of fields: what happens to all of its rows. */
  bodyProps?: Pick<ComponentProps<'tbody'>, 'onPaste' | 'onKeyDown'>;
};

/** The frame of a table whose rows are not data. The roles repeat what the elements mean: the `display` of cards would remove it. */
export function TableFrame({ caption, captionHidden, head, children, className, size, bodyProps }: TableFrameProps) {
  return (
    <div className={size ? `table-room table-room-${size}` : 'table-room'}>
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
