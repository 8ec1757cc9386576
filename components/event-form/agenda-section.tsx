'use client';

import { type MouseEvent, useEffect, useRef, useState } from 'react';
import { AGENDA_BUTTON, agendaRowsOf, nextAgendaRow, type TypedAgendaRow } from '@/lib/events/agenda-form';
import type { EventFormState } from '@/lib/events/event-decision';
import { MAX_AGENDA_ROWS } from '@/lib/events/limits';
import { formValues } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { FieldError } from '../field-error';
import { FormSection } from '../form-section';
import { AgendaRowFields } from './agenda-row-fields';
import type { FieldErrors } from './problems';

type AgendaSectionProps = { state: EventFormState; errors: FieldErrors };

/** Shows the program of the event, if the provider wants to add one (ARM 10.57.216 requires it in the annual report). */
export function AgendaSection({ state, errors }: AgendaSectionProps) {
  const rows = agendaRowsOf(state.values);
  // Without JavaScript, or before it runs, the server adds and removes rows, and its rows are the ones to show.
  const fromServer = state.answer?.kind === 'rows' ? rows.length : 'as-opened';
  const error = errors('agenda');
  return (
    <FormSection title="Agenda (optional)">
      <div id="agenda" tabIndex={-1}>
        <p className="hint mb-4">
          List the sessions and their times. The rows that count must add up to at least the hours of instruction; meals
          and breaks do not count. For a one-day event, leave the day blank.
        </p>
        {error && <FieldError>{error}</FieldError>}
        <AgendaRows key={fromServer} initial={rows} answered={state} errors={errors} />
      </div>
    </FormSection>
  );
}

type KeyedRow = { key: number; row: TypedAgendaRow };

type AgendaRowsProps = { initial: TypedAgendaRow[]; answered: EventFormState; errors: FieldErrors };

function AgendaRows({ initial, answered, errors }: AgendaRowsProps) {
  const [rows, setRows] = useState<KeyedRow[]>(() => initial.map((row, key) => ({ key, row })));
  const [focusOn, setFocusOn] = useState<string | null>(null);
  // The answer numbers the rows as they were posted; once a row is removed, its errors would appear at the wrong rows.
  const [outdated, setOutdated] = useState<EventFormState | null>(null);
  const nextKey = useRef(initial.length);

  useEffect(() => {
    if (focusOn) document.getElementById(focusOn)?.focus();
  }, [focusOn]);

  function add(event: MouseEvent<HTMLButtonElement>): void {
    event.preventDefault();
    const { form } = event.currentTarget;
    const typed = form ? agendaRowsOf(formValues(new FormData(form))) : [];
    setRows([...rows, { key: nextKey.current++, row: nextAgendaRow(typed) }]);
    setFocusOn(`agenda.${rows.length}.title`);
  }

  function remove(event: MouseEvent<HTMLButtonElement>, index: number): void {
    event.preventDefault();
    setRows(rows.toSpliced(index, 1));
    setOutdated(answered);
    setFocusOn('agenda.add');
  }

  return (
    <>
      {rows.map(({ key, row }, index) => (
        <AgendaRowFields key={key} index={index} row={row} errors={outdated === answered ? () => undefined : errors}>
          <Button
            variant="quiet"
            name={AGENDA_BUTTON}
            value={`remove-${index}`}
            onClick={(event) => remove(event, index)}
          >
            Remove<span className="sr-only"> agenda row {index + 1}</span>
          </Button>
        </AgendaRowFields>
      ))}
      {rows.length < MAX_AGENDA_ROWS && (
        <Button id="agenda.add" variant="secondary" name={AGENDA_BUTTON} value="add" onClick={add}>
          {rows.length === 0 ? 'Add an agenda' : 'Add another row'}
        </Button>
      )}
    </>
  );
}
