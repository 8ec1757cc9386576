import type { UploadedLine } from '@/db/schema';
import { meaningOf, partsOf, plain } from './headings';

/** What people have beside their school in one column, and what is not imported. */
const BESIDE =
  /^(gradelevels?|grades?|levels?|position|positions|title|jobtitle|job|role|subjects?|subjectarea|contentarea|department|dept|room|roomnumber|phone|phonenumber|cell|assignment|teachingassignment)$/;

const SEPARATOR = /\s*[/|]\s*|\s+[-–—]\s+|\s*[,;]\s*/;

/** Leaves only the school in a column such as "School/Grade" and "Position / School"; a cell with other parts stays as it is. */
export function withBareSchools(
  heading: UploadedLine,
  rows: readonly UploadedLine[],
): { heading: UploadedLine; rows: UploadedLine[] } {
  const [number, headings] = heading;
  const schools = new Map(headings.flatMap((text, at) => schoolIn(text, at)));
  if (schools.size === 0) return { heading, rows: [...rows] };
  return {
    heading: [number, headings.map((text, at) => (schools.has(at) ? partsOf(text)[schools.get(at)!.at]! : text))],
    rows: rows.map(([row, cells]) => [
      row,
      cells.map((cell, at) => {
        const school = schools.get(at);
        const parts = school ? cell.split(SEPARATOR) : [];
        return school && parts.length === school.of ? parts[school.at]! : cell;
      }),
    ]),
  };
}

type Place = { at: number; of: number };

/** Returns which part of a heading is the school, if all others are of no use. */
function schoolIn(heading: string, column: number): [number, Place][] {
  const parts = partsOf(heading);
  const at = parts.findIndex((part) => meaningOf(part)?.kind === 'school');
  const isOnly = parts.length > 1 && at >= 0 && parts.every((part, index) => index === at || BESIDE.test(plain(part)));
  return isOnly ? [[column, { at, of: parts.length }]] : [];
}
