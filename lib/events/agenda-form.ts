import { type FormValues, listOf, textOf } from '@/lib/platform/forms/form-values';
import { MAX_AGENDA_ROWS } from './limits';

/** A row of the agenda as it was typed. The form posts one list a column, all of the same length. */
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

/** Every row of the form, blank ones too, so that a complaint can name the row by its place. */
export function agendaRowsOf(values: FormValues): TypedAgendaRow[] {
  const columns = Object.entries(COLUMNS).map(([field, name]) => [field, listOf(values, name)] as const);
  const length = Math.max(0, ...columns.map(([, list]) => list.length));
  return Array.from({ length }, (_, index) => {
    const row = columns.map(([field, list]) => [field, list[index] ?? BLANK_AGENDA_ROW[field as keyof TypedAgendaRow]]);
    return Object.fromEntries(row) as TypedAgendaRow;
  });
}

/** The day alone is no row: the form may fill it in by itself. */
export function isBlankRow({ title, startsAt, endsAt }: TypedAgendaRow): boolean {
  return [title, startsAt, endsAt].every((text) => text.trim() === '');
}

/** The form's values with these rows. */
export function withAgendaRows(values: FormValues, rows: readonly TypedAgendaRow[]): FormValues {
  const lists = Object.entries(COLUMNS).map(([field, name]) => [
    name,
    rows.map((row) => row[field as keyof TypedAgendaRow]),
  ]);
  return { ...values, ...Object.fromEntries(lists) };
}

/** A new row is most often of the same day as the row before it. */
export function nextAgendaRow(rows: readonly TypedAgendaRow[]): TypedAgendaRow {
  return { ...BLANK_AGENDA_ROW, heldOn: rows.at(-1)?.heldOn ?? '' };
}

/** The name of the buttons that change the form instead of saving it; they work without JavaScript. */
export const AGENDA_BUTTON = 'agendaChange';

/** The form's values after "Add another row" or "Remove row", or null when neither was pressed. */
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
