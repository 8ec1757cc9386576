import { minutesOf } from '@/lib/events/hours';
import { unitsOf } from '@/lib/events/rules';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { intersect, lengthOf } from './intervals';
import type { PlannedAttendance } from './planned-attendance';
import type { Report } from './read-report';
import { timeInWords } from './rules';
import { type AttendanceRule, countedTime, stretchesOfSessions } from './session-times';

type DescribedReport = { fileName: string; report: Report; countedLines: readonly number[]; isRepeated: boolean };

type Described = {
  uploads: readonly DescribedReport[];
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
  return {
    summary: `${summary}.`,
    details: [...uploads.flatMap((each) => aboutReport(each, rule)), ...aboutTime(rule, plan, event)],
  };
}

function aboutReport({ fileName, report, countedLines, isRepeated }: DescribedReport, rule: AttendanceRule): string[] {
  if (isRepeated) return [`${fileName}: this report was uploaded twice. It is counted once.`];
  const { platform, rows, withoutTime, unreadable, day, minutesOnly } = report;
  const timed = new Set(rows.filter(({ visit }) => visit !== null).map(({ row }) => row.line[0]));
  const already = countedLines.filter((line) => timed.has(line)).length;
  if (already > 0 && already === timed.size)
    return [`${fileName}: this report is counted already. It is not counted twice.`];
  const parts = [
    platform?.name ?? 'A list with times',
    counted(rows.length, 'row'),
    ...(withoutTime.length > 0 ? [`${counted(withoutTime.length, 'row')} without a time left out`] : []),
    ...(day ? [minutesOnly ? `on ${formatDay(day)}` : `times without a day are of ${formatDay(day)}`] : []),
  ];
  return [
    `${fileName}: ${parts.join(', ')}.`,
    ...(already > 0
      ? [
          `${fileName}: ${already.toLocaleString('en-US')} of ${counted(timed.size, 'row')} ${already === 1 ? 'is' : 'are'} counted already. Only the others are counted now.`,
        ]
      : []),
    ...(unreadable.length > 0
      ? [
          `${fileName}: the times in ${counted(unreadable.length, 'row')} can’t be read (${linesIn(unreadable)}). These people get nothing from this report.`,
        ]
      : []),
    ...(minutesOnly ? aboutMinutes(fileName, day, rule) : []),
  ];
}

/** Explains how time counts for people of whom only the minutes are known. */
function aboutMinutes(fileName: string, day: Day | null, rule: AttendanceRule): string[] {
  const sessions = day === null ? rule.sessions : rule.sessions.filter((each) => each.day === day);
  if (sessions.length === 0) return [`No session is on ${formatDay(day!)}, so ${fileName} counts for nothing.`];
  const all = stretchesOfSessions({ ...rule, sessions });
  const breaks = lengthOf(all) - lengthOf(intersect(all, countedTime(rule)));
  const length = timeInWords(Math.floor(lengthOf(all) / 60_000));
  return [
    `${fileName} says how long people stayed, not when. Their minutes count up to the ${length} of the sessions.`,
    ...(breaks > 0
      ? [
          `The ${timeInWords(Math.floor(breaks / 60_000))} of breaks are taken off everyone’s minutes in ${fileName}, because people may have been there during them.`,
        ]
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
  const backward = plan.filter(({ visits }) =>
    visits.some(({ from, to }) => from !== null && to !== null && to < from),
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
    ...(backward.length > 0
      ? [
          `${counted(backward.length, 'person has', 'people have')} a time of leaving before the one of coming. That visit counts for nothing.`,
        ]
      : []),
  ];
}
