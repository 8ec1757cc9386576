import { z } from 'zod';
import type { Day } from '@/lib/platform/clock';
import { MAX_TABLE_LINES } from '../import/limits';
import { type Reading, readingText, readReadingForm, readReadingText } from './report-columns';
import { type AttendanceRule, type Break, MAX_TIMES, type SessionTime } from './session-times';

/** The most reports that can be combined at a time (choice). */
export const MAX_REPORTS = 12;

/**
 * The time zones that a report's times can be in. Platforms use the time zone of the account, and seldom say which it
 * is.
 */
export const TIME_ZONES = {
  'America/Denver': 'Mountain Time (Montana)',
  'America/Los_Angeles': 'Pacific Time',
  'America/Chicago': 'Central Time',
  'America/New_York': 'Eastern Time',
  'America/Anchorage': 'Alaska Time',
  UTC: 'UTC (Greenwich)',
} as const;
export type TimeZone = keyof typeof TIME_ZONES;

const isTimeZone = (text: unknown): text is TimeZone => typeof text === 'string' && Object.hasOwn(TIME_ZONES, text);

/**
 * Says how to read reports and count attendance; all of it is in the address of the preview. Without a rule, one is
 * proposed.
 */
export type AttendanceChoice = {
  uploadIds: number[];
  zone: TimeZone;
  /** Days for the reports whose times have none, by the reports' numbers; a report without times can be of any day. */
  days: Record<number, Day | 'all'>;
  /** How the person chose to read reports, by the reports' numbers; others are read as their headings suggest. */
  readings: Record<number, Reading>;
  rule: AttendanceRule | null;
};

type SearchParams = Record<string, string | string[] | undefined>;

const ID = /^[1-9]\d{0,14}$/;

/** Reads the preview's address: the reports, and what the person chose in its form. */
export function readAttendanceChoice(params: SearchParams): AttendanceChoice {
  const given = (name: string) => {
    const value = params[name];
    return (Array.isArray(value) ? value[0] : value)?.trim();
  };
  const text = (name: string) => given(name) ?? '';
  const uploads = [params.upload ?? []].flat().filter((id) => ID.test(id));
  const uploadIds = Array.from(new Set(uploads.map(Number))).slice(0, MAX_REPORTS);
  const days = Object.fromEntries(
    uploadIds.flatMap((id) => (/^all$|^\d{4}-\d{2}-\d{2}$/.test(text(`day-${id}`)) ? [[id, text(`day-${id}`)]] : [])),
  );
  const readings = Object.fromEntries(
    uploadIds.flatMap((id): [number, Reading][] => {
      const changed = text('change') === String(id) ? readReadingForm((name) => given(`${name}-${id}`)) : null;
      const reading = changed ?? readReadingText(text(`read-${id}`));
      return reading ? [[id, reading]] : [];
    }),
  );
  const zone = text('zone');
  const times = (kind: string) =>
    Array.from({ length: MAX_TIMES }, (_, index) => ({
      day: text(`${kind}${index}-day`),
      from: text(`${kind}${index}-from`).slice(0, 5),
      to: text(`${kind}${index}-to`).slice(0, 5),
    }));
  const least = text('least').replace(/\s*%$/, '');
  const rule: AttendanceRule = {
    sessions: times('s').filter(({ day, from, to }) => day || from || to),
    // A break's day comes from a list that always has a value, so a day without times is not a break.
    breaks: times('b')
      .filter(({ from, to }) => from || to)
      .map(({ day, from, to }) => ({ day: day || null, from, to })),
    leastPercent: least === '' ? null : /^\d{1,3}$/.test(least) ? Number(least) : Number.NaN,
  };
  return {
    uploadIds,
    zone: isTimeZone(zone) ? zone : 'America/Denver',
    days,
    readings,
    rule: text('counted') === 'yes' ? rule : null,
  };
}

/** Reads the same from the text of an address. */
export function readChoiceText(text: string): AttendanceChoice {
  const params = new URLSearchParams(text);
  return readAttendanceChoice(
    Object.fromEntries(Array.from(new Set(params.keys()), (name) => [name, params.getAll(name)])),
  );
}

/** Writes the choice as the parameters of the preview's address. */
export function attendanceChoiceParams({ uploadIds, zone, days, readings, rule }: AttendanceChoice): URLSearchParams {
  const params = new URLSearchParams(uploadIds.map((id) => ['upload', String(id)]));
  if (zone !== 'America/Denver') params.set('zone', zone);
  for (const [id, day] of Object.entries(days)) params.set(`day-${id}`, day);
  for (const [id, reading] of Object.entries(readings)) params.set(`read-${id}`, readingText(reading));
  if (!rule) return params;
  params.set('counted', 'yes');
  const times = (kind: string, list: readonly (SessionTime | Break)[]) => {
    for (const [index, { day, from, to }] of list.entries()) {
      if (day) params.set(`${kind}${index}-day`, day);
      params.set(`${kind}${index}-from`, from);
      params.set(`${kind}${index}-to`, to);
    }
  };
  times('s', rule.sessions);
  times('b', rule.breaks);
  if (rule.leastPercent !== null) params.set('least', String(rule.leastPercent));
  return params;
}

/** Returns the choice with a report that was read again in place of the first one; its columns are guessed again. */
export function withReread(choice: AttendanceChoice, before: number, now: number): AttendanceChoice {
  const { [before]: _reading, ...readings } = choice.readings;
  const { [before]: day, ...days } = choice.days;
  return {
    ...choice,
    uploadIds: choice.uploadIds.map((id) => (id === before ? now : id)),
    days: day ? { ...days, [now]: day } : days,
    readings,
  };
}

/** The form below the preview: the choices as the preview's address has them, and the people who are checked. */
export const saveAttendanceSchema = z.object({
  choice: z.string().max(10_000).transform(readChoiceText),
  who: z.enum(['all', 'checked']),
  people: z
    .array(z.string().regex(/^(\d{1,15}|roster)-\d{1,15}$/))
    .max(MAX_TABLE_LINES)
    .optional()
    .default([]),
});
