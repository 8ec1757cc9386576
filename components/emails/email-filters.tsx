import { type EmailsQuery, EVERY_EMAIL, emailKindWords, emailsHref } from '@/lib/system/emails-query';
import { FilterBar } from '../filter-bar';
import { SelectField } from '../select-field';
import { TextField } from '../text-field';

type Props = { query: EmailsQuery; kinds: string[] };

export function EmailFilters({ query, kinds }: Props) {
  const { person, kind } = query;
  return (
    <FilterBar
      action="/admin/emails"
      label="Find emails"
      search={
        <TextField
          name="person"
          type="search"
          label="Person"
          hint="The whole email address, or the username"
          defaultValue={person}
          maxLength={254}
        />
      }
      activeCount={kind ? 1 : 0}
      clearHref={person || kind ? emailsHref(EVERY_EMAIL) : null}
    >
      <SelectField
        name="kind"
        label="Kind"
        emptyLabel="Any kind"
        options={kinds.map((value) => ({ value, label: emailKindWords(value) }))}
        defaultValue={kind ?? ''}
      />
    </FilterBar>
  );
}
