import { createHash } from 'node:crypto';
import { GRID_COLUMNS } from './column-kinds';
import type { GridRow } from './grid-rows';

/** Which saved session a row of the grid changes, and whether it does. */
export type SessionMark = { eventId: number; version: number; isTouched: boolean };

const digestOf = (row: GridRow) =>
  createHash('sha256')
    .update(JSON.stringify(GRID_COLUMNS.map((column) => row[column].trim().replaceAll('\r\n', '\n'))))
    .digest('hex')
    .slice(0, 16);

/** Returns the row with the mark of its session: number, version, and a digest of what the row says now. */
export function markRow(row: GridRow, { eventId, version }: { eventId: number; version: number }): GridRow {
  return { ...row, session: `${eventId}.${version}.${digestOf(row)}` };
}

/** Reads the mark of a posted row; null for a row that is a new session. */
export function readMark(row: GridRow): SessionMark | null {
  const [, eventId, version, digest] = /^([1-9]\d{0,14})\.([1-9]\d{0,8})\.([0-9a-f]{16})$/.exec(row.session) ?? [];
  if (!eventId) return null;
  return { eventId: Number(eventId), version: Number(version), isTouched: digestOf(row) !== digest };
}
