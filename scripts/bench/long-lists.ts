import { monitorEventLoopDelay } from 'node:perf_hooks';
import { attendanceChoiceParams } from '../../lib/attendees/attendance/attendance-input';
import { previewAttendance } from '../../lib/attendees/attendance/preview-attendance';
import { saveAttendance } from '../../lib/attendees/attendance/save-attendance';
import { uploadReports } from '../../lib/attendees/attendance/upload-reports';
import { importRoster } from '../../lib/attendees/import/import-roster';
import { keepUpload } from '../../lib/attendees/import/keep-upload';
import { MAX_LINES } from '../../lib/attendees/import/limits';
import { previewImport } from '../../lib/attendees/import/preview-import';
import { warmReaders } from '../../lib/platform/untrusted/read-in-worker';
import type { Context } from '../../lib/platform/visit';
import type { Line } from './report';

/** How long a list of 20,000 rows may take from upload to roster, in seconds. */
const ASKED_SECONDS = 20;
/** How long it may keep others waiting at a time, in milliseconds. */
const ASKED_WAIT = 500;
/** How much memory it may take, in MB. */
const ASKED_MEMORY = 256;

const FIRST = ['Ana', 'Bo', 'Cy', 'Dee', 'Eve', 'Fay', 'Gus', 'Hal', 'Ida', 'Jo'];

/** Returns a name that no other number has. */
const nameOf = (number: number) =>
  `${FIRST[number % 10]} ${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`.replace(
    / (\w)/,
    (_, letter: string) => ` ${letter.toUpperCase()}`,
  );

const list = () =>
  [
    'Name,Email,School,Completed',
    ...Array.from(
      { length: MAX_LINES },
      (_, at) => `${nameOf(at)},${at}@example.org,School ${at % 50},${at % 5 ? 'Yes' : 'No'}`,
    ),
  ].join('\n');

const report = (day: string) =>
  [
    'Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest',
    ...Array.from(
      { length: MAX_LINES },
      (_, at) =>
        `${nameOf(at >> 1)},${at >> 1}@example.org,${day} ${at % 2 ? '10:05' : '09:00'},${day} ${at % 2 ? '11:00' : '10:00'},55,Yes`,
    ),
  ].join('\n');

/** Measures the longest lists from upload to roster, in a process that does nothing else. */
export async function measureLongLists(
  ctx: Context,
  [listed, reported]: [number, number],
  startsOn: string,
): Promise<Line[]> {
  warmReaders();
  const upload = (text: string) => ({ pasted: '', file: { name: 'long.csv', bytes: new TextEncoder().encode(text) } });
  return [
    ...(await measured(`A list of ${MAX_LINES.toLocaleString('en-US')} rows`, async () => {
      const uploadId = await keepUpload(ctx, { eventId: listed, ...upload(list()) });
      const { matching } = await previewImport(ctx, { eventId: listed, uploadId }, {});
      const { columns, headings, headingLine, unmarked } = matching;
      const how = { columns, headings, headingLine, unmarked, choice: 'all' as const, lines: [], apart: [] };
      return (await importRoster(ctx, { eventId: listed, uploadId, ...how })).added;
    })),
    ...(await measured(`An attendance report of ${MAX_LINES.toLocaleString('en-US')} rows`, async () => {
      const uploadIds = await uploadReports(ctx, { eventId: reported, files: [upload(report(startsOn)).file] });
      const { choice } = await previewAttendance(ctx, reported, { upload: uploadIds.map(String) });
      const shown = Object.fromEntries(attendanceChoiceParams(choice));
      const { choice: counted } = await previewAttendance(ctx, reported, shown);
      return (await saveAttendance(ctx, { eventId: reported, choice: counted, who: 'all', people: [] })).people;
    })),
  ];
}

async function measured(what: string, work: () => Promise<number>): Promise<Line[]> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const idle = process.memoryUsage().rss;
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  delay.enable();
  const begun = performance.now();
  const people = await work();
  const seconds = (performance.now() - begun) / 1_000;
  delay.disable();
  clearInterval(watch);
  const wait = delay.max / 1e6;
  const memory = (peak - idle) / 2 ** 20;
  return [
    {
      what: `${what}, from upload to roster, of the ${ASKED_SECONDS} s it may take`,
      ratio: seconds / ASKED_SECONDS,
      limit: '≤ 1',
      raw: `${seconds.toFixed(1)} s for ${people.toLocaleString('en-US')} people`,
    },
    {
      what: `${what}, how long others wait at a time, of ${ASKED_WAIT} ms`,
      ratio: wait / ASKED_WAIT,
      limit: '≤ 1',
      raw: `${wait.toFixed(0)} ms at most`,
    },
    {
      what: `${what}, memory above the start, of ${ASKED_MEMORY} MB`,
      ratio: memory / ASKED_MEMORY,
      limit: '≤ 1',
      raw: `${memory.toFixed(0)} MB at most`,
    },
  ];
}
