import { type FormValues, listOf, textOf } from '@/lib/platform/forms/form-values';
import { MAX_AGENDA_ROWS } from './limits';

/** A row of the agenda as typed. The form posts one list per column, all of the same length. */
export type TypedAgendaRow = { heldOn: string; startsAt: string; endsAt: string; title: string; counts: string };

export const BLANK_AGENDA_ROW: TypedAgendaRow = { heldOn: '', startsAt: '', endsAt: '', title: '', counts: 'yes' };

const COLUMNS = {
  heldOn: 'agendaDay',
  startsAt: 'agendaStart',
  endsAt: 'agendaEnd',
  title: 'agendaTitle',
  counts: 'agendaCounts',
} as const satisfies Record<keyof TypedAgendaRow, string>;

export const AGENDA_COLUMNS = COLUMNS;

/** Returns every row of the form, including blank ones, so that an error can name the row by its position. */
export function agendaRowsOf(values: FormValues): TypedAgendaRow[] {
  const columns = Object.entries(COLUMNS).map(([field, name]) => [field, listOf(values, name)] as const);
  const length = Math.max(0, ...columns.map(([, list]) => list.length));
  return Array.from({ length }, (_, index) => {
    const row = columns.map(([field, list]) => [field, list[index] ?? BLANK_AGENDA_ROW[field as keyof TypedAgendaRow]]);
    return Object.fromEntries(row) as TypedAgendaRow;
  });
}

/** Returns whether the row is blank. A day alone does not make it a row, because the form may fill that in itself. */
export function isBlankRow({ title, startsAt, endsAt }: TypedAgendaRow): boolean {
  return [title, startsAt, endsAt].every((text) => text.trim() === '');
}

/** Returns the form's values with these rows. */
export function withAgendaRows(values: FormValues, rows: readonly TypedAgendaRow[]): FormValues {
  const lists = Object.entries(COLUMNS).map(([field, name]) => [
    name,
    rows.map((row) => row[field as keyof TypedAgendaRow]),
  ]);
  return { ...values, ...Object.fromEntries(lists) };
}

/** Returns a new row, usually on the same day as the row before it. */
export function nextAgendaRow(rows: readonly TypedAgendaRow[]): TypedAgendaRow {
  return { ...BLANK_AGENDA_ROW, heldOn: rows.at(-1)?.heldOn ?? '' };
}

/** The name of the buttons that change the form instead of saving it; they work without JavaScript. */
export const AGENDA_BUTTON = 'agendaChange';

/** Returns the form's values after "Add another row" or "Remove row", or null when neither was pressed. */
export function afterAgendaButton(values: FormValues): FormValues | null {
  const pressed = textOf(values, AGENDA_BUTTON);
  if (pressed === '') return null;
  const { [AGENDA_BUTTON]: _, ...kept } = values;
  const rows = agendaRowsOf(kept);
  if (pressed === 'add') {
    return withAgendaRows(kept, rows.length < MAX_AGENDA_ROWS ? [...rows, nextAgendaRow(rows)] : rows);
  }
  const removed = /^remove-(\d{1,3})$/.exec(pressed)?.[1];
  return withAgendaRows(kept, removed ? rows.toSpliced(Number(removed), 1) : rows);
}
