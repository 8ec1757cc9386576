import type { LeftOutRow } from '@/db/schema';
import type { PlannedRow } from './plan';

const LIST = new Intl.ListFormat('en-US', { type: 'conjunction' });

/** Returns why a row is not saved, in sentences; none for one that is saved or changes nothing. */
export function whyLeftOut(row: PlannedRow): string[] {
  switch (row.kind) {
    case 'wrong':
      return row.problems;
    case 'unanswered':
      return [`It needs ${LIST.format(row.needs)}.`];
    case 'repeated':
      return [row.why];
    case 'new':
    case 'changed':
    case 'same':
      return [];
  }
}

/** Returns the rows that saving leaves out, with why, as they are kept for the page that says what was saved. */
export function leftOutOf(rows: readonly PlannedRow[]): LeftOutRow[] {
  return rows.flatMap((row): LeftOutRow[] => {
    const why = whyLeftOut(row);
    if (why.length === 0) return [];
    const eventId = 'eventId' in row ? row.eventId : undefined;
    return [{ line: row.line, title: row.title, why, ...(eventId !== undefined && { eventId }) }];
  });
}
