'use client';

import { type ClipboardEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { COLUMN_LABELS, GRID_COLUMNS, type GridColumn } from '@/lib/conference-sessions/column-kinds';
import {
  BLANK_ROW,
  GRID_BUTTON,
  type GridRow,
  gridRowsOf,
  pastedCells,
  withMoreRows,
} from '@/lib/conference-sessions/grid-rows';
import { MAX_ROWS } from '@/lib/conference-sessions/limits';
import { type FormState, type FormValues, formValues, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { TableFrame } from '../data-table';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { FormProgress } from '../form-progress';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { useFormAction } from '../use-form-action';

/** `rows`: the server added rows, and there is nothing to decide. */
export type GridFormState = FormState<{ kind: 'rows' }>;

type Props = {
  action: (before: GridFormState, form: FormData) => Promise<GridFormState>;
  address: string;
  values: FormValues;
  /** The days of the conference and the names of the categories, to choose from while typing. */
  days: readonly string[];
  categories: readonly string[];
  cancelHref: string;
};

const PLACEHOLDERS: Partial<Record<GridColumn, string>> = { startsAt: '9:00 AM', endsAt: '10:15 AM' };

/**
 * A grid to type sessions into, one row each, or to paste cells of a spreadsheet into. It works without JavaScript; with it
 * come pasting, Enter for the next row, and rows that are added at once.
 */
export function GridForm({ action, address, values, days, categories, cancelHref }: Props) {
  const [state, submit, pending] = useFormAction<{ kind: 'rows' }>(action, { values, errors: [] }, address);
  const rows = gridRowsOf(state.values);
  // Without JavaScript, or before it runs, the server adds rows, and its rows are the ones to show.
  const fromServer = state.answer?.kind === 'rows' ? rows.length : 'as-opened';
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary
        problems={problemsOf(state).map(({ field, ...problem }) => ({ ...problem, ...(field && { field: 'grid' }) }))}
      />
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey')} />
      <Rows key={fromServer} initial={rows} />
      <datalist id="grid-days">
        {days.map((day) => (
          <option key={day} value={day} />
        ))}
      </datalist>
      <datalist id="grid-categories">
        {categories.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <FormProgress pending={pending} />
      <ButtonRow>
        <Button disabled={pending}>{pending ? 'Checking…' : 'Check the sessions'}</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

type KeyedRow = { key: number; row: GridRow };

const idOf = (index: number, column: GridColumn) => `row-${index + 1}-${column}`;

function Rows({ initial }: { initial: GridRow[] }) {
  const [rows, setRows] = useState<KeyedRow[]>(() => initial.map((row, key) => ({ key, row })));
  const [focusOn, setFocusOn] = useState<string | null>(null);
  const nextKey = useRef(initial.length);

  useEffect(() => {
    if (focusOn) document.getElementById(focusOn)?.focus();
  }, [focusOn]);

  const typedIn = (form: HTMLFormElement | null) => (form ? gridRowsOf(formValues(new FormData(form))) : []);

  function add(event: MouseEvent<HTMLButtonElement>): void {
    event.preventDefault();
    const more = withMoreRows(typedIn(event.currentTarget.form)).slice(rows.length);
    setRows([...rows, ...more.map((row) => ({ key: nextKey.current++, row }))]);
    setFocusOn(idOf(rows.length, 'title'));
  }

  function paste(event: ClipboardEvent<HTMLTableSectionElement>): void {
    const cell = cellOf(event.target);
    const text = event.clipboardData.getData('text/plain');
    // One cell, or lines of text for a description, are pasted as usual.
    const isOneCell = !/\t/.test(text) && (cell?.column === 'description' || !/[\r\n]/.test(text.trimEnd()));
    if (!cell || isOneCell || !cell.field.form) return;
    event.preventDefault();
    const pasted = pastedCells(text, cell.column);
    const typed = typedIn(cell.field.form);
    const length = Math.min(MAX_ROWS, Math.max(typed.length, cell.index + pasted.length));
    const filled = Array.from({ length }, (_, index) => ({
      ...(typed[index] ?? { ...BLANK_ROW, startsOn: typed.at(-1)?.startsOn ?? '' }),
      ...pasted[index - cell.index],
    }));
    // Fields keep what was typed into them; with new keys they show the pasted text.
    setRows(filled.map((row) => ({ key: nextKey.current++, row })));
    setFocusOn(idOf(Math.min(cell.index + pasted.length, length) - 1, cell.column));
  }

  function goDown(event: KeyboardEvent<HTMLTableSectionElement>): void {
    const cell = cellOf(event.target);
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || !cell) return;
    event.preventDefault();
    document.getElementById(idOf(cell.index + 1, cell.column))?.focus();
  }

  return (
    <>
      <div id="grid" tabIndex={-1}>
        <TableFrame
          className="grid-table"
          caption="Sessions, one in each row. Leave rows blank that you do not need."
          head={
            <>
              {/* biome-ignore lint/a11y/noRedundantRoles: TableFrame says why. */}
              <th scope="col" role="columnheader">
                Row
              </th>
              {GRID_COLUMNS.map((column) => (
                // biome-ignore lint/a11y/noRedundantRoles: TableFrame says why.
                <th key={column} scope="col" role="columnheader">
                  {COLUMN_LABELS[column]}
                </th>
              ))}
            </>
          }
          bodyProps={{ onPaste: paste, onKeyDown: goDown }}
        >
          {rows.map(({ key, row }, index) => gridRow(key, row, index))}
        </TableFrame>
      </div>
      {rows.length < MAX_ROWS && (
        <p className="my-4">
          <Button variant="secondary" name={GRID_BUTTON} value="add" onClick={add}>
            Add more rows
          </Button>
        </p>
      )}
    </>
  );
}

/** A function and not a component: there may be hundreds. */
function gridRow(key: number, row: GridRow, index: number) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: TableFrame says why.
    <tr key={key} role="row" id={`row-${index + 1}`}>
      <th scope="row" role="rowheader">
        <span className="sr-only">Row </span>
        {index + 1}
        <input type="hidden" name="session[]" defaultValue={row.session} />
      </th>
      {GRID_COLUMNS.map((column) => {
        const props = {
          id: idOf(index, column),
          name: `${column}[]`,
          className: 'control',
          defaultValue: row[column],
          'aria-label': `${COLUMN_LABELS[column]}, row ${index + 1}`,
        };
        return (
          <td key={column} role="cell" data-label={COLUMN_LABELS[column]} className={`grid-${column}`}>
            {column === 'description' ? (
              <textarea {...props} rows={1} />
            ) : (
              <input {...props} type="text" list={LISTS[column]} placeholder={PLACEHOLDERS[column]} />
            )}
          </td>
        );
      })}
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: TableFrame says why.
  );
}

const LISTS: Partial<Record<GridColumn, string>> = { startsOn: 'grid-days', categories: 'grid-categories' };

type Cell = { field: HTMLInputElement | HTMLTextAreaElement; index: number; column: GridColumn };

/** Returns which cell of the grid a field is, by its id. */
function cellOf(target: EventTarget): Cell | null {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return null;
  const [, row, name] = /^row-(\d+)-(\w+)$/.exec(target.id) ?? [];
  const column = GRID_COLUMNS.find((each) => each === name);
  return column ? { field: target, index: Number(row) - 1, column } : null;
}
