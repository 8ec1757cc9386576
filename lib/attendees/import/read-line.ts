import type { z } from 'zod';
import { attendeeEmail, attendeeName, attendeeSchool, attendeeUnits, educatorNumber } from '../attendee-input';
import type { ColumnKind, Columns } from './columns';

/** What a line says of somebody; null: it says nothing of it. */
export type LineContent = {
  name: string;
  email: string | null;
  school: string | null;
  educatorNumber: string | null;
  units: string | null;
  completed: boolean | null;
};

export type ReadLine = { content: LineContent } | { complaint: string };

const YES =
  'yes y x true t 1 completed complete attended present finished done passed pass ok si sí oui ja ✓ ✔ ☑ ✅'.split(' ');
const NO =
  'no n false f 0 incomplete notcompleted notcomplete didnotattend absent failed fail noshow inprogress notyet open - – —'.split(
    ' ',
  );

/** Reads one line of an uploaded table, or says what is wrong with it. */
export function readLine(cells: readonly string[], columns: Columns): ReadLine {
  const cell = (kind: ColumnKind) => cells[columns.indexOf(kind)] ?? '';
  const whole = columns.includes('name') ? cell('name') : '';
  const complaints: string[] = [];
  const read = <Output>(schema: z.ZodType<Output>, text: string): Output | null => {
    const result = schema.safeParse(text);
    if (result.success) return result.data;
    complaints.push(result.error.issues[0]!.message);
    return null;
  };
  const name = read(attendeeName, whole.trim() || `${cell('firstName')} ${cell('lastName')}`);
  const content = {
    name: name ?? '',
    email: read(attendeeEmail, cell('email')),
    school: read(attendeeSchool, cell('school')) || null,
    educatorNumber: read(educatorNumber, cell('educatorNumber')) || null,
    units: read(attendeeUnits, cell('units')),
    completed: readMark(cell('completed'), complaints),
  };
  return complaints.length > 0 ? { complaint: complaints.join(' ') } : { content };
}

function readMark(text: string, complaints: string[]): boolean | null {
  const word = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[\s.']/g, '');
  if (word === '') return null;
  if (YES.includes(word)) return true;
  if (NO.includes(word)) return false;
  complaints.push('Whether the event was completed must be yes or no, or be left blank.');
  return null;
}
