import { formatDay } from '@/lib/platform/days';
import { lengthOf } from './intervals';
import { timeInWords } from './rules';
import { type AttendanceRule, countedTime } from './session-times';

/** Formats a time as "9:00 AM". */
export function formatTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const half = hours < 12 ? 'AM' : 'PM';
  return `${hours % 12 === 0 ? 12 : hours % 12}:${String(minutes).padStart(2, '0')} ${half}`;
}

/** Describes how attendance is counted, for a list of facts. */
export function ruleInWords(rule: AttendanceRule): { term: string; value: string }[] {
  const { sessions, breaks, leastPercent } = rule;
  const span = ({ from, to }: { from: string; to: string }) => `${formatTime(from)} to ${formatTime(to)}`;
  const time = Math.floor(lengthOf(countedTime(rule)) / 60_000);
  return [
    { term: 'Sessions', value: sessions.map((each) => `${formatDay(each.day)}, ${span(each)}`).join('; ') },
    {
      term: 'Breaks',
      value:
        breaks.map((each) => `${each.day === null ? 'Every day' : formatDay(each.day)}, ${span(each)}`).join('; ') ||
        'None',
    },
    { term: 'Time that counts', value: timeInWords(time) },
    { term: 'Minimum attendance', value: leastPercent === null ? 'None' : `${leastPercent}%` },
  ];
}
