import { quartersOf, readHours } from '@/lib/events/hours';
import { unitsOf } from '@/lib/events/rules';

/**
 * Reads units as people and spreadsheets write them: "6", "6.25", ".5", "6,5".
 * @returns the exact decimal; null when nothing was entered, which means the event's units; or a sentence
 */
export function readUnits(typed: string): { units: string | null } | { why: string } {
  const text = typed.trim();
  if (text === '') return { units: null };
  const read = readHours(text.replace(/^(\d*),(\d+)$/, '$1.$2'));
  return 'hours' in read
    ? { units: read.hours }
    : { why: 'Enter the PDUs as a number above 0 in quarter steps, such as 6, 6.25 or 6.5.' };
}

/** Why nobody can have earned so many units at this event; null when it is possible (DOMAIN, "Units"). */
export function whyUnitsTooMany(units: string, event: { hours: string }): string | null {
  if (quartersOf(units) <= quartersOf(event.hours)) return null;
  const most = unitsOf(event.hours);
  return `This event gives ${most} ${most === '1' ? 'PDU' : 'PDUs'}, and nobody can earn more than that at it. Enter at most ${most}.`;
}
