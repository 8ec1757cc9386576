import { isBusinessDay, type OtherHolidays } from '@/lib/platform/business-days';
import type { Day } from '@/lib/platform/clock';
import { addDays, weekdayOf } from '@/lib/platform/days';
import type { SettingValue } from '@/lib/settings/definitions';
import type { NoticeKind } from './kind';

/** How people learn of a kind: by email each day, by email once a week, in the product only, or not at all. */
export const CHOICES = ['daily', 'weekly', 'product', 'none'] as const;
export type Choice = (typeof CHOICES)[number];

/** Returns the choices that make a difference for a kind. */
export function choicesOf({
  canBeOff,
  todoCause,
  urgent,
}: Pick<NoticeKind, 'canBeOff' | 'todoCause' | 'urgent'>): Choice[] {
  const makesDifference: Record<Choice, boolean> = {
    daily: true,
    // What is urgent does not wait for Monday.
    weekly: !urgent,
    product: todoCause !== null,
    none: canBeOff,
  };
  return CHOICES.filter((choice) => makesDifference[choice]);
}

/** What people get who chose something that a kind does not have. */
const INSTEAD: Record<Choice, Choice> = { daily: 'daily', weekly: 'daily', product: 'none', none: 'product' };

/** Returns what a person chose about a kind. What they cannot leave out stays at least in the product. */
export function choiceOf(kind: NoticeKind, choices: Readonly<Record<string, string>>): Choice {
  const chosen = CHOICES.find((choice) => choice === choices[kind.name]) ?? 'daily';
  return choicesOf(kind).includes(chosen) ? chosen : INSTEAD[chosen];
}

/** Returns the numbers of days in a setting, smallest first. */
export function daysIn(text: string): number[] {
  return text
    .split(',')
    .map(Number)
    .sort((a, b) => a - b);
}

/** What says when people are reminded. */
type Timing = Pick<NoticeKind, 'name' | 'steps' | 'stepsBefore' | 'counted' | 'side' | 'escalates'>;

/** Returns after how many days from `since` people are reminded, earliest first; null: once, when the cause is seen. */
export function stepsOf(kind: Timing, setting: SettingValue<'reminders'>): number[] | null {
  if (kind.steps === null) return null;
  const days = daysIn(setting[kind.steps]);
  const ahead = (counts: number[]) => counts.map((count) => -count).sort((a, b) => a - b);
  if (kind.counted === 'before') return ahead(days);
  if (kind.stepsBefore) return [...ahead(daysIn(setting[kind.stepsBefore])), 0, ...days];
  // The agency comes last.
  return kind.side === 'agency' && kind.escalates ? days.slice(-1) : days;
}

/** Returns after how many days from `since` something waits for a person. */
export function waitsFrom(kind: Timing & Pick<NoticeKind, 'waitsFrom'>, setting: SettingValue<'reminders'>): number {
  if (typeof kind.waitsFrom === 'number') return kind.waitsFrom;
  const steps = stepsOf(kind, setting) ?? [0];
  return kind.waitsFrom === 'steps' ? steps[0]! : steps.at(-1)!;
}

/**
 * Returns whether people who want one email a week get it on this day: Monday, or the first business day of the week when
 * Monday is a holiday.
 */
export function isWeeklyDay(day: Day, others: OtherHolidays): boolean {
  if (!isBusinessDay(day, others)) return false;
  for (let before = day; weekdayOf(before) !== 'Monday'; ) {
    before = addDays(before, -1);
    if (isBusinessDay(before, others)) return false;
  }
  return true;
}

/** Returns whether an email about a kind goes out on a day, when other kinds' emails may. */
export function isSentOn(choice: Choice, { weekly, urgent }: { weekly: boolean; urgent: boolean }): boolean {
  return choice === 'daily' || (choice === 'weekly' && (weekly || urgent));
}
