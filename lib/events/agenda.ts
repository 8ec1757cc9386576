import type { Day } from '@/lib/platform/clock';
import { formatDay, formatDays } from '@/lib/platform/days';
import type { AgendaItem } from './event';
import { minutesOf } from './hours';
import { formatTime, minuteOfDay } from './times';

export { formatTime, minuteOfDay };

/** A row of the agenda with its position on the form, counted from 0, so that an error names the row that people see. */
export type AgendaRow = AgendaItem & { index: number };

export type AgendaComplaint = { index: number; field: 'heldOn' | 'startsAt' | 'endsAt'; message: string };

/** Formats minutes as "1 hour" or "6 hours 45 minutes". */
export function formatMinutes(total: number): string {
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  const parts = [
    hours > 0 && `${hours} ${hours === 1 ? 'hour' : 'hours'}`,
    minutes > 0 && `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
  ].filter(Boolean);
  return parts.join(' ') || '0 minutes';
}

/** Adds up the minutes of the counting rows, without meals and breaks (DOMAIN, "Units"). */
export function countingMinutes(agenda: readonly Pick<AgendaItem, 'startsAt' | 'endsAt' | 'counts'>[]): number {
  return agenda
    .filter((row) => row.counts)
    .reduce((sum, row) => sum + minuteOfDay(row.endsAt) - minuteOfDay(row.startsAt), 0);
}

/** Returns an error for each row whose day is outside the event's days. */
export function rowsOutside(rows: readonly AgendaRow[], startsOn: Day, endsOn: Day): AgendaComplaint[] {
  return rows
    .filter(({ heldOn }) => heldOn < startsOn || heldOn > endsOn)
    .map(({ index, heldOn }) => ({
      index,
      field: 'heldOn',
      message: `Agenda row ${index + 1} is on ${formatDay(heldOn)}, outside of the event (${formatDays(startsOn, endsOn)}).`,
    }));
}

/**
 * Returns an error for each row that begins before another row of the same day ends. A row may begin in the minute
 * another one ends.
 */
export function rowsThatOverlap(rows: readonly AgendaRow[]): AgendaComplaint[] {
  const inOrder = rows.toSorted(
    (a, b) => a.heldOn.localeCompare(b.heldOn) || a.startsAt.localeCompare(b.startsAt) || a.index - b.index,
  );
  const complaints: AgendaComplaint[] = [];
  let longest: AgendaRow | undefined;
  for (const row of inOrder) {
    if (longest && longest.heldOn === row.heldOn && row.startsAt < longest.endsAt) {
      const other = `row ${longest.index + 1} (${formatTime(longest.startsAt)} to ${formatTime(longest.endsAt)})`;
      complaints.push({
        index: row.index,
        field: 'startsAt',
        message: `Agenda row ${row.index + 1} overlaps ${other} on the same day.`,
      });
      if (row.endsAt <= longest.endsAt) continue;
    }
    longest = row;
  }
  return complaints;
}

/** Returns why an agenda does not support the hours that the event claims; null when it does, or when there is none. */
export function whyAgendaTooShort(agenda: readonly AgendaItem[], hours: string): string | null {
  if (agenda.length === 0) return null;
  const has = countingMinutes(agenda);
  const needs = minutesOf(hours);
  return has >= needs
    ? null
    : `The agenda rows that count add up to ${formatMinutes(has)}, less than the ${formatMinutes(needs)} of instruction. Add rows, or lower the hours.`;
}
