import type { Day } from '@/lib/platform/clock';
import { searchable } from '@/lib/platform/text';

/** A time as a report writes it. */
export type WrittenTime = {
  /**
   * The day, read with the month first and with the day first; null when there is none, or it cannot be read that way.
   */
  monthFirst: Day | null;
  dayFirst: Day | null;
  hasDay: boolean;
  /** For example, "08:58:03"; null when only a day is written. */
  time: string | null;
  /** For example, "+00:00"; null when the time has no offset from UTC. */
  offset: string | null;
  /** Whether the time has neither AM nor PM, so that "1:30" may be in the afternoon. */
  isBare: boolean;
  /** Whether the day is from another column, which says on which day a visit began. */
  isDayOfRow?: boolean;
};

const MONTHS: readonly RegExp[] = [
  /^(jan|ene|gen)/,
  /^(feb|fev)/,
  /^(mar|maer|mrz)/,
  /^(apr|abr|avr)/,
  /^(may|mai|mag)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|ago|aou)/,
  /^(sep|set)/,
  /^(oct|okt|ott|out)/,
  /^(nov)/,
  /^(dec|dic|dez)/,
];

/** The offsets from UTC of the time zones that reports name. */
const ZONES: Record<string, string> = {
  z: '+00:00',
  utc: '+00:00',
  gmt: '+00:00',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
};

const two = (number: string | number) => String(number).padStart(2, '0');
const yearOf = (text: string) => (text.length === 2 ? `20${text}` : text);
/** Checks days with `Date` alone, because lists have tens of thousands of them. */
function dayOrNull(year: string, month: string | number, day: string): Day | null {
  const text = `${yearOf(year)}-${two(month)}-${two(day)}`;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day) ? text : null;
}

const TIME =
  /(?:^|[\s,t])(\d{1,2})(?::|h|\.)(\d{2})(?:(?::|\.)(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?\s?(?:m\b\.?)?\s*(z\b|\(?(?:utc|gmt)?\s*[+-]\d{1,2}:?(?:\d{2})?\)?|\(?(?:utc|gmt|[ecmp][sd]t)\)?)?\s*(?:uhr)?$/;
const ISO_DAY = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/;
const NUMBERS = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})\b/;
const MONTH_NAMED = /^(?:\p{L}{2,10},\s*)?(\p{L}{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/u;
const DAY_NAMED = /^(?:\p{L}{2,10},\s*)?(\d{1,2})\.?\s+(?:de\s+)?(\p{L}{3,10})\.?,?\s+(?:de\s+)?(\d{4})\b/u;

/** Reads a day with a time, a day, or a time, as platforms write them; null when the text is none of these. */
export function readWrittenTime(cell: string): WrittenTime | null {
  const text = searchable(cell.replaceAll(/[\u2009\u202f\u00a0]/g, ' '))
    .replace(/^="?|"$/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (text === '' || text.length > 60 || !/\d/.test(text)) return null;
  const day = readDay(text);
  const rest = text.slice(day?.length ?? 0).replace(/^(,|\s|t|at\b|um\b|a las\b|a\b|-)+/, '');
  if (day && rest === '') return { ...day.days, hasDay: true, time: null, offset: null, isBare: false };
  const match = TIME.exec(` ${rest}`);
  if (match?.index !== 0) return null;
  const [, hours = '', minutes = '', seconds = '00', half, zone] = match;
  const time = timeOf(Number(hours), minutes, seconds, half);
  if (time === null) return null;
  const days = day?.days ?? { monthFirst: null, dayFirst: null };
  return { ...days, hasDay: day !== null, time, offset: zone ? offsetOf(zone) : null, isBare: half === undefined };
}

/** Returns a time such as "1:30" as the one in the afternoon; null when its hour or its AM or PM say another time. */
export function inAfternoon(written: WrittenTime): WrittenTime | null {
  const hour = Number(written.time?.slice(0, 2));
  if (!written.isBare || !(hour >= 1 && hour <= 11)) return null;
  return { ...written, time: `${hour + 12}${written.time!.slice(2)}`, isBare: false };
}

/** Returns a time such as "1:30" as the one in the afternoon, since nobody takes part at night; null for other times. */
export function inEarlyAfternoon(written: WrittenTime): WrittenTime | null {
  return Number(written.time?.slice(0, 2)) < 6 ? inAfternoon(written) : null;
}

/** Returns whether a time can only be on a 24-hour clock, such as "13:30". */
export const isOf24Hours = ({ isBare, time }: WrittenTime) => isBare && time !== null && time >= '13';

function readDay(text: string): { days: Pick<WrittenTime, 'monthFirst' | 'dayFirst'>; length: number } | null {
  const sure = (day: Day | null, length: number) =>
    day === null ? null : { days: { monthFirst: day, dayFirst: day }, length };
  const iso = ISO_DAY.exec(text);
  if (iso) return sure(dayOrNull(iso[1]!, iso[2]!, iso[3]!), iso[0].length);
  const numbers = NUMBERS.exec(text);
  if (numbers) {
    const [whole, first = '', mark, second = '', year = ''] = numbers;
    const [monthFirst, dayFirst] = [dayOrNull(year, first, second), dayOrNull(year, second, first)];
    if (!monthFirst && !dayFirst) return null;
    // With dots as separators, the day comes first in every country.
    return { days: { monthFirst: mark === '.' ? null : monthFirst, dayFirst }, length: whole.length };
  }
  const named = MONTH_NAMED.exec(text);
  if (named) return sure(inMonth(named[3]!, named[1]!, named[2]!), named[0].length);
  const reversed = DAY_NAMED.exec(text);
  return reversed ? sure(inMonth(reversed[3]!, reversed[2]!, reversed[1]!), reversed[0].length) : null;
}

function inMonth(year: string, name: string, day: string): Day | null {
  const month = MONTHS.findIndex((pattern) => pattern.test(name)) + 1;
  return month === 0 ? null : dayOrNull(year, month, day);
}

function timeOf(hours: number, minutes: string, seconds: string, half: string | undefined): string | null {
  if (half && (hours < 1 || hours > 12)) return null;
  const hour = half ? (hours % 12) + (half === 'p' ? 12 : 0) : hours;
  return hour > 23 || Number(minutes) > 59 || Number(seconds) > 59 ? null : `${two(hour)}:${minutes}:${seconds}`;
}

function offsetOf(zone: string): string | null {
  const name = zone.replaceAll(/[()\s]/g, '');
  const named = ZONES[name];
  if (named) return named;
  const match = /([+-])(\d{1,2}):?(\d{2})?$/.exec(name);
  return match ? `${match[1]}${two(match[2]!)}:${match[3] ?? '00'}` : null;
}

const PARTS: [pattern: RegExp, milliseconds: number][] = [
  [/(\d+(?:[.,]\d+)?)\s*(?:h|hr|hrs|hours?|horas?|heures?|std|stunden?)(?![a-z])/, 3_600_000],
  [/(\d+(?:[.,]\d+)?)\s*(?:m|mn|min|mins|minutes?|minutos?|minuten?)(?![a-z])/, 60_000],
  [/(\d+(?:[.,]\d+)?)\s*(?:s|sec|secs|seconds?|segundos?|secondes?|sek|sekunden?)(?![a-z])/, 1_000],
];

/**
 * Reads how long a person stayed, in milliseconds: "2h 7m 28s", "1 hr 3 min", "128", "1:02:31"; null when it is not a
 * duration.
 */
export function readLasted(cell: string, heading = ''): number | null {
  const text = searchable(cell.replaceAll(/[\u2009\u202f\u00a0]/g, ' '))
    .replaceAll('.,', ',')
    .trim();
  if (text === '' || text.length > 40 || !/\d/.test(text)) return null;
  const clock = /^(\d{1,3}):([0-5]?\d)(?::([0-5]?\d))?$/.exec(text);
  if (clock) return Number(clock[1]) * 3_600_000 + Number(clock[2]) * 60_000 + Number(clock[3] ?? 0) * 1_000;
  if (/^\d+(?:[.,]\d+)?$/.test(text)) {
    const unit = /\b(hours?|hrs?)\b/i.test(heading)
      ? 3_600_000
      : /\b(seconds?|secs?)\b/i.test(heading)
        ? 1_000
        : 60_000;
    return Math.round(Number(text.replace(',', '.')) * unit);
  }
  let rest = text;
  let sum = 0;
  for (const [pattern, unit] of PARTS) {
    const match = pattern.exec(rest);
    if (!match) continue;
    sum += Number(match[1]!.replace(',', '.')) * unit;
    rest = rest.replace(match[0], ' ');
  }
  return /^[\s,.]*(and|y|et|und)?[\s,.]*$/.test(rest) ? Math.round(sum) : null;
}
