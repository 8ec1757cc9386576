import { readFileSync } from 'node:fs';
import path from 'node:path';
import { planAttendance } from '@/lib/attendees/attendance/plan-attendance';
import { type Report, readReport } from '@/lib/attendees/attendance/read-report';
import type { Reading } from '@/lib/attendees/attendance/report-columns';
import type { Presence } from '@/lib/attendees/attendance/rules';
import type { AttendanceRule } from '@/lib/attendees/attendance/session-times';
import type { Rostered } from '@/lib/attendees/import/planned';
import { readList, type UnreadList } from '@/lib/attendees/import/read-list';

const FOLDER = path.join(__dirname, '../cases/attendance');

export const reportFile = (name: string) => new Uint8Array(readFileSync(path.join(FOLDER, name)));

type Given = {
  reading?: Reading;
  zone?: string;
  day?: string;
  fileName?: string;
  startsOn?: string;
  endsOn?: string;
  program?: AttendanceRule['sessions'];
};

export async function reportOf(
  list: UnreadList,
  {
    reading,
    zone = 'America/Denver',
    day,
    fileName = '',
    startsOn = '2026-11-20',
    endsOn = startsOn,
    program,
  }: Given = {},
): Promise<Report> {
  const { lines, about } = await readList(list);
  return readReport(lines, about, { reading, zone, day, fileName, event: { startsOn, endsOn }, program });
}

type Planning = { roster?: Rostered[]; saved?: Map<number, Presence[]>; rule: AttendanceRule; hours?: string };

export const planOfReports = (
  reports: readonly Report[],
  { roster = [], saved = new Map(), rule, hours = '3' }: Planning,
) =>
  planAttendance({
    reports: reports.map((report, index) => ({ uploadId: index + 1, report })),
    roster,
    saved,
    rule,
    event: { hours },
  });
