import { quartersOf, readHours } from '@/lib/events/hours';
import { unitsOf } from '@/lib/events/rules';
import { minutesAsWritten, quartersRoundedDown } from './hours-as-written';

const NO_UNITS = 'Enter the PDUs as a number in quarter steps, such as 6, 6.25 or 6.5.';

/**
 * Reads units as people and spreadsheets write them: "6", "6.25", ".5", "6,5", "1:30", "1.5 hrs".
 * @returns the exact decimal; null when nothing was entered, which means the event's units; or a sentence
 */
export function readUnits(typed: string): { units: string | null } | { why: string } {
  const read = readUnitsRoundedDown(typed);
  return 'units' in read && read.roundedFrom !== null ? { why: NO_UNITS } : read;
}

/** Units that a list says, rounded down to the quarter: from how many minutes, and from which text if that changed them. */
type RoundedUnits = { units: string | null; minutes: number | null; roundedFrom: string | null };

/** Does the same for a list: amounts are rounded down to the quarter, and `roundedFrom` says what was written. */
export function readUnitsRoundedDown(typed: string): RoundedUnits | { why: string } {
  const text = typed.trim();
  if (text === '') return { units: null, minutes: null, roundedFrom: null };
  const minutes = minutesAsWritten(text);
  if (minutes === null) return { why: NO_UNITS };
  const { hours, isRounded } = quartersRoundedDown(minutes);
  const roundedFrom = isRounded ? text : null;
  if (hours === '0') return { units: '0', minutes, roundedFrom };
  const read = readHours(hours);
  return 'hours' in read ? { units: read.hours, minutes, roundedFrom } : { why: NO_UNITS };
}

/** Returns why nobody can have earned so many units at this event; null when it is possible (DOMAIN, "Units"). */
export function whyUnitsTooMany(units: string, event: { hours: string }): string | null {
  if (quartersOf(units) <= quartersOf(event.hours)) return null;
  const most = unitsOf(event.hours);
  return `This event gives ${most} ${most === '1' ? 'PDU' : 'PDUs'}, and no one can earn more than that. Enter at most ${most}.`;
}
