import type { ReactNode } from 'react';
import { AGENDA_COLUMNS, type TypedAgendaRow } from '@/lib/events/agenda-form';
import { DateField } from '../date-field';
import { SelectField } from '../select-field';
import { TextField } from '../text-field';
import type { FieldErrors } from './problems';

type AgendaRowFieldsProps = { index: number; row: TypedAgendaRow; errors: FieldErrors; children: ReactNode };

const COUNTS = [
  { value: 'yes', label: 'Counts' },
  { value: 'no', label: 'Does not count' },
];

/** Shows one row of the agenda. `children` is the button that removes it. */
export function AgendaRowFields({ index, row, errors, children }: AgendaRowFieldsProps) {
  const field = (name: keyof TypedAgendaRow) => {
    const id = `agenda.${index}.${name}`;
    return { id, name: `${AGENDA_COLUMNS[name]}[]`, defaultValue: row[name], error: errors(id) };
  };
  return (
    <fieldset className="mb-6 rounded-lg border border-line bg-surface px-4 pb-1 pt-3">
      {/* A floating legend sits inside its frame and is still the name of the group. */}
      <legend className="float-left py-2 font-semibold">Agenda row {index + 1}</legend>
      <div className="mb-2 text-right">{children}</div>
      <TextField {...field('title')} label="Session" />
      {/* Times fill their boxes to the last character, so the error bar sits in the gap, because it would push them out. */}
      <div className="grid grid-cols-2 gap-x-3 md:grid-cols-[1.28fr_1fr_1fr_1.27fr] [&_.field-with-error]:-ml-2 [&_.field-with-error]:pl-1">
        {/* On a phone, half a row is too narrow for a date with its calendar. */}
        <div className="col-span-2 md:col-span-1">
          <DateField {...field('heldOn')} label="Day" />
        </div>
        <TextField {...field('startsAt')} label="Starts" type="time" />
        <TextField {...field('endsAt')} label="Ends" type="time" />
        <SelectField {...field('counts')} label="Units" options={COUNTS} />
      </div>
    </fieldset>
  );
}
