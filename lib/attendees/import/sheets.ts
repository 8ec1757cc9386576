import type { UploadedLine } from '@/db/schema';

export type { UploadAbout, UploadedLine } from '@/db/schema';

/** A sheet of a workbook, or a table of a page, as it was read. */
export type Sheet = {
  name: string;
  lines: UploadedLine[];
  /** Rows that are hidden, filtered out or struck through. */
  hidden: number[];
  /** Rows with a table's totals, which are left out. */
  totals: number[];
};
