/** Rows written as a JSON list, which the database reads as a table. */
export type JsonBatch = { text: string; count: number };

const ROWS_AT_ONCE = 1000;

/** Writes rows as batches, each of which one statement saves. */
export function jsonBatches(rows: readonly unknown[]): JsonBatch[] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, index) => {
    const some = rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE);
    return { text: JSON.stringify(some), count: some.length };
  });
}

/** Returns how many rows there are in batches. */
export const rowsIn = (batches: readonly JsonBatch[]) => batches.reduce((sum, { count }) => sum + count, 0);
