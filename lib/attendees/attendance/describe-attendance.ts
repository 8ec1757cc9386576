import { minutesOf } from '@/lib/events/hours';
import { unitsOf } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { lengthOf } from './intervals';
import type { PlannedAttendance } from './plan-attendance';
import type { ReadUpload } from './preview-attendance';
import { timeInWords } from './rules';
import { type AttendanceRule, countedTime } from './session-times';

type Described = {
  uploads: readonly Pick<ReadUpload, 'fileName' | 'report' | 'isSaved'>[];
  plan: readonly PlannedAttendance[];
  rule: AttendanceRule;
  event: { startsOn: Day; endsOn: Day; hours: string };
};

const counted = (count: number, one: string, many = `${one}s`) =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/**
 * Summarizes in one line how the reports were read, and lists what people should know about them, in one sentence each.
 */
export function describeAttendance({ uploads, plan, rule, event }: Described): { summary: string; details: string[] } {
  const people = plan.filter(({ kind }) => kind !== 'wrong');
  const rejoined = people.filter((each) => each.hasRejoined).length;
  const below = people.filter(({ result, doubt }) => result.isBelowLeast && doubt === null).length;
  const unchecked = people.filter(({ doubt }) => doubt !== null).length;
  const wrong = plan.length - people.length;
  const summary = [
    uploads.length > 0 ? counted(uploads.length, 'report') : 'What was saved before',
    counted(people.length, 'person', 'people'),
    ...(rejoined > 0 ? [`${rejoined.toLocaleString('en-US')} rejoined`] : []),
    ...(below > 0 ? [`${below.toLocaleString('en-US')} below the minimum attendance`] : []),
    ...(unchecked > 0 ? [`${unchecked.toLocaleString('en-US')} not checked`] : []),
    ...(wrong > 0 ? [counted(wrong, 'row with a problem', 'rows with a problem')] : []),
  ].join(', ');
  return { summary: `${summary}.`, details: [...uploads.flatMap(aboutReport), ...aboutTime(rule, plan, event)] };
}

function aboutReport({ fileName, report, isSaved }: Described['uploads'][number]): string[] {
  if (isSaved) return [`${fileName}: this report is counted already. It is not counted twice.`];
  const { platform, rows, withoutTime, unreadable, day, minutesOnly } = report;
  const parts = [
    platform?.name ?? 'A list with times',
    counted(rows.length, 'row'),
    ...(withoutTime.length > 0 ? [`${counted(withoutTime.length, 'row')} without a time left out`] : []),
    ...(day ? [`times without a day are of ${formatDay(day)}`] : []),
  ];
  return [
    `${fileName}: ${parts.join(', ')}.`,
    ...(unreadable.length > 0
      ? [
          `${fileName}: the times in ${counted(unreadable.length, 'row')} can’t be read (${linesIn(unreadable)}). These people get nothing from this report.`,
        ]
      : []),
    ...(minutesOnly
      ? [`${fileName} says how long people stayed, not when. Breaks and time outside the sessions can’t be taken off.`]
      : []),
  ];
}

const linesIn = (lines: readonly number[]) =>
  `${lines.length === 1 ? 'row' : 'rows'} ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ', …' : ''}`;

function aboutTime(
  rule: AttendanceRule,
  plan: Described['plan'],
  { startsOn, endsOn, hours }: Described['event'],
): string[] {
  const time = Math.floor(lengthOf(countedTime(rule)) / 60_000);
  const outside = rule.sessions.find(({ day }) => day < startsOn || day > endsOn);
  const gives = `the event gives ${unitsOf(hours)} ${unitsOf(hours) === '1' ? 'PDU' : 'PDUs'}`;
  const left = plan.filter(({ visits }) =>
    visits.some(({ from, to, lasted }) => from !== null && to === null && lasted === null),
  );
  return [
    ...(time > minutesOf(hours)
      ? [`The sessions without breaks are ${timeInWords(time)}, and ${gives}. Check whether a break is missing.`]
      : []),
    ...(time < minutesOf(hours)
      ? [`The sessions without breaks are only ${timeInWords(time)}, and ${gives}. No one can earn all of them.`]
      : []),
    ...(outside ? [`A session is on ${formatDay(outside.day)}, which is not a day of the event.`] : []),
    ...(left.length > 0
      ? [
          `${counted(left.length, 'person has', 'people have')} a time of coming without one of leaving. That visit counts for nothing.`,
        ]
      : []),
  ];
}
