/** Where a page begins: after its last row in the address, or before it. */
export type Side = 'after' | 'before';

/** Returns the rows of a page, of which one more was read, and where the next page starts: at the key of its last row. */
export function onePage<Row, Key>(
  rows: readonly Row[],
  size: number,
  keyOf: (last: Row) => Key,
): { shown: Row[]; next: Key | null } {
  const shown = rows.slice(0, size);
  return { shown, next: rows.length > size ? keyOf(shown.at(-1)!) : null };
}

/** A query of a list that people can page through in both directions. */
type Turning<Key> = { position: (Key & { side: Side }) | null };

export type TurnedPage<Query, Row> = {
  rows: Row[];
  next: Query | null;
  previous: Query | null;
  /** The total number, known only when all of them fit on this page. */
  total: number | null;
};

type Reading<Key, Row> = {
  size: number;
  /** Reads rows from a position on; going back, nearest first. */
  read: (position: Turning<Key>['position'], limit: number) => Promise<Row[]>;
  keyOf: (row: Row) => Key;
};

/** Returns a page of a list, and the queries of the pages before and after it. */
export async function turnTo<Key extends object, Query extends Turning<Key>, Row>(
  query: Query,
  reading: Reading<Key, Row>,
): Promise<TurnedPage<Query, Row>> {
  const { size, read, keyOf } = reading;
  const { position } = query;
  const back = position?.side === 'before';
  const found = await read(position, size + 1);
  const more = found.length > size;
  // Rows have been added or removed: the page before this one is the first, so show the whole first page.
  if (back && !more) return turnTo({ ...query, position: null }, reading);
  const rows = found.slice(0, size);
  if (back) rows.reverse();
  const at = (side: Side, row: Row | undefined): Query | null =>
    row === undefined ? null : { ...query, position: { side, ...keyOf(row) } };
  return {
    rows,
    next: back || more ? at('after', rows.at(-1)) : null,
    previous: position ? (at('before', rows[0]) ?? { ...query, position: null }) : null,
    total: position || more ? null : rows.length,
  };
}
