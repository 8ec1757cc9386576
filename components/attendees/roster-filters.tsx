import { type RosterQuery, type RosterShow, rosterHref, WHOLE_ROSTER } from '@/lib/attendees/roster-query';
import { FilterBar } from '../filter-bar';
import { SelectField } from '../select-field';
import { TextField } from '../text-field';

const SHOWS: { value: RosterShow; label: string }[] = [
  { value: 'completed', label: 'Completed' },
  { value: 'open', label: 'Not completed' },
  { value: 'with_certificate', label: 'With certificate' },
  { value: 'without_certificate', label: 'Without certificate' },
  { value: 'email_returned', label: 'Email came back' },
];

export function RosterFilters({ eventId, query }: { eventId: number; query: RosterQuery }) {
  return (
    <FilterBar
      action={rosterHref(eventId, WHOLE_ROSTER)}
      label="Find attendees"
      search={
        <TextField
          name="q"
          type="search"
          label="Search"
          hint="Name, email, school or educator number"
          defaultValue={query.text}
          maxLength={100}
        />
      }
      activeCount={query.show ? 1 : 0}
      clearHref={query.text || query.show ? rosterHref(eventId, WHOLE_ROSTER) : null}
    >
      <SelectField name="show" label="Show" emptyLabel="Everyone" options={SHOWS} defaultValue={query.show ?? ''} />
    </FilterBar>
  );
}
