import { z } from 'zod';
import { ATTESTATION } from '@/lib/events/attestation';
import { dayInput } from '@/lib/events/event-input';
import type { Day } from '@/lib/platform/clock';
import { isDay } from '@/lib/platform/days';
import { type FormValues, listOf, textOf } from '@/lib/platform/forms/form-values';
import { keysOf, MAX_COPIES, NTHS, WAYS, WEEKDAYS } from './choices';
import { readDay } from './read-day';
import { datesOf } from './rules';

/** Longer lists are not read; sixty dates in words fit several times. */
const MAX_LIST = 4000;

const text = z.string();
const weekday = z.enum(keysOf(WEEKDAYS), 'Choose a weekday.');

const listed = z.object({
  how: z.literal('listed'),
  dates: text
    .refine((typed) => typed.trim() !== '', { error: 'Enter at least one date.', abort: true })
    .refine((typed) => typed.length <= MAX_LIST, {
      error: `This list is too long. Enter at most ${MAX_COPIES} dates.`,
      abort: true,
    })
    .transform((typed, ctx) => {
      const lines = typed.split(/[\r\n;]+/).filter((line) => line.trim() !== '');
      const wrong = lines.find((line) => readDay(line) === null);
      if (wrong === undefined) return lines.map((line) => readDay(line)!);
      const message = `“${wrong.trim()}” is not a date. Enter one date on each line, such as 10/6/2026 or October 6, 2026.`;
      ctx.addIssue({ code: 'custom', message });
      return z.NEVER;
    })
    .pipe(z.array(dayInput('Each date'))),
});

/** The last day or the number of events, whichever was entered. */
const span = {
  from: dayInput('The first day'),
  end: z
    .custom<{ until: string; times: string }>()
    .transform(({ until, times }, ctx): { until: Day } | { times: number } => {
      const complain = (path: string, message: string) => {
        ctx.addIssue({ code: 'custom', path: [path], message });
        return z.NEVER;
      };
      if (until === '' && times === '') return complain('until', 'Enter the last day or the number of events.');
      if (until !== '' && times !== '')
        return complain('times', 'Enter the last day or the number of events, not both.');
      if (times === '') {
        const last = dayInput('The last day').safeParse(until);
        return last.success ? { until: last.data } : complain('until', last.error.issues[0]!.message);
      }
      return /^0*[1-9]\d{0,3}$/.test(times)
        ? { times: Number(times) }
        : complain('times', `Enter the number of events as a whole number from 1 to ${MAX_COPIES}.`);
    }),
};

const weekly = z.object({
  how: z.literal('weekly'),
  weekdays: z.array(weekday).refine((chosen) => chosen.length > 0, 'Choose at least one weekday.'),
  ...span,
});

const monthly = z.object({
  how: z.literal('monthly'),
  nth: z.enum(keysOf(NTHS), 'Choose which one of the month.'),
  weekday,
  ...span,
});

/** Returns the dates form as it is in an address; null while nothing was chosen. */
export function chosenIn(search: Record<string, string | string[] | undefined>): FormValues | null {
  if (search.how === undefined) return null;
  const values: FormValues = { weekdays: [search.weekdays ?? []].flat() };
  for (const name of ['how', 'dates', 'nth', 'weekday', 'from', 'until', 'times']) {
    values[name] = [search[name] ?? ''].flat()[0] ?? '';
  }
  return values;
}

/** Returns the same as the parameters of an address. */
export function paramsOf(chosen: FormValues): URLSearchParams {
  return new URLSearchParams(
    Object.entries(chosen).flatMap(([name, value]) => [value].flat().map((each) => [name, each] as [string, string])),
  );
}

/** Arranges the chosen dates as fields; a missing field is blank. */
function layOut(values: FormValues) {
  const line = (name: string) => textOf(values, name).trim();
  return {
    how: line('how'),
    dates: line('dates'),
    weekdays: listOf(values, 'weekdays'),
    nth: line('nth'),
    weekday: line('weekday'),
    from: line('from'),
    end: { until: line('until'), times: line('times') },
  };
}

/** The chosen dates → the first days of the copies, in order and each once. */
export const datesSchema = z.preprocess(
  (values) => layOut(values as FormValues),
  z
    .discriminatedUnion('how', [listed, weekly, monthly], 'Choose how to pick the dates.')
    .transform((chosen, ctx): Day[] => {
      if (chosen.how === 'listed') return [...new Set(chosen.dates)].sort();
      const { from, end } = chosen;
      if ('until' in end && end.until < from) {
        ctx.addIssue({ code: 'custom', path: ['end', 'until'], message: 'The last day is before the first day.' });
        return z.NEVER;
      }
      return chosen.how === 'weekly'
        ? datesOf({ every: 'week', weekdays: chosen.weekdays, from, ...end })
        : datesOf({ every: 'month', nth: chosen.nth, weekday: chosen.weekday, from, ...end });
    }),
);

/** Returns the id of the field that an error of `datesSchema` belongs to; for one of all dates, where they come from. */
export function fieldOfDates(path: readonly PropertyKey[], values: FormValues): string {
  const field = path.map(String).findLast((name) => name !== 'end' && !/^\d+$/.test(name));
  if (field) return field;
  const how = textOf(values, 'how');
  if (how === 'listed') return 'dates';
  if (!Object.hasOwn(WAYS, how)) return 'how';
  return textOf(values, 'times') === '' ? 'until' : 'times';
}

const OUT_OF_DATE = 'This summary can’t be saved. Open the page again.';
const days = z.array(z.string().refine(isDay, OUT_OF_DATE)).transform((list) => [...new Set(list)].sort());

/**
 * The checked dates of a summary. `confirmed`: the dates that the summary showed with a warning. `stamp`: what it would
 * copy.
 */
export const addCopiesSchema = z
  .custom<FormValues>()
  .transform((values) => ({
    requestKey: textOf(values, 'requestKey'),
    stamp: textOf(values, 'stamp'),
    days: listOf(values, 'days'),
    confirmed: listOf(values, 'confirmed'),
    attested: textOf(values, 'attested'),
  }))
  .pipe(
    z.object({
      requestKey: z.guid(OUT_OF_DATE),
      stamp: text,
      days: days
        .refine((chosen) => chosen.length > 0, 'Check at least one date.')
        .refine((chosen) => chosen.length <= MAX_COPIES, `At most ${MAX_COPIES} events can be added at once.`),
      confirmed: days,
      attested: text.refine((checked) => checked === 'yes', ATTESTATION.missing),
    }),
  );
