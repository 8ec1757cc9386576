import type { UploadAbout } from '@/db/schema';
import { saysTimeOfPeople } from '../attendance/read-report';
import { mayHaveTimes } from '../attendance/report-columns';
import { hasNumberInFile } from './numbers-in-file';
import { readList, type UnreadList } from './read-list';

/** Headings further down are not searched for. */
export const LOOKED_AT = 300;

/** A list that was read: its lines as JSON, so that the server's own thread only passes them on to the database. */
export type WrittenUpload = {
  lines: string;
  /** `ssn`: the file has Social Security numbers, so it must not be kept. */
  about: UploadAbout;
  rows: number;
  /** Whether the list says how long people were there, or has columns that may. */
  saysTime: boolean;
  mayHaveTimes: boolean;
};

/**
 * Reads a list to be kept. Runs in a worker thread.
 * @throws AppError `invalid` with a sentence about the file
 */
export async function readUpload(list: UnreadList): Promise<WrittenUpload> {
  const { lines, about } = await readList(list);
  const top = lines.slice(0, LOOKED_AT);
  const read = {
    lines: JSON.stringify(lines),
    rows: lines.length,
    saysTime: saysTimeOfPeople(top, about),
    mayHaveTimes: mayHaveTimes(top),
  };
  const mayBeKept = read.saysTime || read.mayHaveTimes || about.sheets !== undefined || about.encoding !== undefined;
  const hasNumber = 'file' in list && mayBeKept && !about.ssn && (await hasNumberInFile(list.file, about.encoding));
  return { ...read, about: hasNumber ? { ...about, ssn: 'list' } : about };
}
