import { FIELDS } from '@/lib/events/fields';

/** The columns of the grid, in their order. */
export const GRID_COLUMNS = [
  'ownNumber',
  'title',
  'instructor',
  'startsOn',
  'startsAt',
  'endsAt',
  'hours',
  'room',
  'track',
  'categories',
  'description',
] as const;

export type GridColumn = (typeof GRID_COLUMNS)[number];

/** What a column of a list of sessions can contain: what the grid has, and what only lists of other programs have. */
export const COLUMN_KINDS = [...GRID_COLUMNS, 'endsOn', 'times'] as const;

export type ColumnKind = (typeof COLUMN_KINDS)[number];
/** One entry per column; null when it is not imported. */
export type Columns = (ColumnKind | null)[];

export const COLUMN_LABELS: Record<ColumnKind, string> = {
  ownNumber: FIELDS.ownNumber.label,
  title: FIELDS.title.label,
  instructor: FIELDS.instructor.label,
  startsOn: 'Date',
  startsAt: FIELDS.startsAt.label,
  endsAt: FIELDS.endsAt.label,
  hours: 'Hours',
  room: FIELDS.room.label,
  track: FIELDS.track.label,
  categories: 'Categories',
  description: FIELDS.description.label,
  endsOn: 'End date, if it is another day',
  times: 'Start and end time in one column',
};
