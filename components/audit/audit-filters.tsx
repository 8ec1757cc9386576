import { ACTIONS, type AuditQuery, auditHref, filtersInUse, SUBJECT_TYPES, WHOLE_LOG } from '@/lib/audit/search-query';
import { DateField } from '../date-field';
import { FilterBar } from '../filter-bar';
import { SelectField } from '../select-field';
import { TextField } from '../text-field';
import { ACTION_WORDS } from './action-words';

const TYPES = {
  event: 'Event',
  user: 'User',
  provider: 'Provider',
  request: 'Request',
  application: 'Application',
  setting: 'Setting',
  category: 'Category',
  conference: 'Conference',
};

export function AuditFilters({ query }: { query: AuditQuery }) {
  const inUse = filtersInUse(query);
  return (
    <FilterBar
      action="/admin/audit"
      label="Find entries"
      search={
        <TextField
          name="person"
          type="search"
          label="Person"
          hint="Name, username or email address of the person who did it, or whose account it was"
          defaultValue={query.person}
          maxLength={100}
        />
      }
      activeCount={inUse - (query.person === '' ? 0 : 1)}
      clearHref={inUse > 0 ? auditHref(WHOLE_LOG) : null}
    >
      <TextField name="provider" label="Provider" defaultValue={query.provider} autoComplete="off" maxLength={100} />
      <SelectField
        name="type"
        label="Record"
        emptyLabel="Any record"
        options={SUBJECT_TYPES.map((value) => ({ value, label: TYPES[value] }))}
        defaultValue={query.subjectType ?? ''}
      />
      <TextField
        name="number"
        label="Number of the record"
        defaultValue={query.subjectId ?? ''}
        inputMode="numeric"
        autoComplete="off"
        maxLength={15}
      />
      <SelectField
        name="action"
        label="Action"
        emptyLabel="Any action"
        options={ACTIONS.map((value) => ({ value, label: ACTION_WORDS[value] })).sort((a, b) =>
          a.label.localeCompare(b.label, 'en'),
        )}
        defaultValue={query.action ?? ''}
      />
      <DateField name="from" label="From" defaultValue={query.from ?? ''} />
      <DateField name="to" label="To" defaultValue={query.to ?? ''} />
    </FilterBar>
  );
}
