import { KIND_WORDS } from '@/lib/requests/kind-words';
import { isNarrowed, NO_FILTERS, type WorkedList, withList } from '@/lib/requests/queues';
import { REQUEST_KINDS } from '@/lib/requests/rules';
import { FilterBar } from '../filter-bar';
import { SelectField } from '../select-field';
import { TextField } from '../text-field';

type Props = {
  list: WorkedList;
  /** The staff that a request can be assigned to. */
  people: readonly { id: number; name: string }[];
};

/** Searches one of the queues of requests, and limits it to a kind and to the member of staff who answers. */
export function RequestFilters({ list, people }: Props) {
  const { queue, q, kind, provider, assignee } = list;
  const known = assignee === null || people.some(({ id }) => id === assignee);
  return (
    <FilterBar
      action="/admin/requests"
      label="Find requests"
      clearHref={isNarrowed(list) ? withList('/admin/requests', { ...list, ...NO_FILTERS }) : null}
      activeCount={[kind, assignee].filter((value) => value !== null).length}
      search={
        <>
          {queue !== 'all' && <input type="hidden" name="queue" value={queue} />}
          {provider !== null && <input type="hidden" name="provider" value={provider} />}
          <TextField
            name="q"
            type="search"
            label="Search"
            hint="Title, person, provider, event number or request number"
            defaultValue={q}
            maxLength={100}
          />
        </>
      }
    >
      <SelectField
        name="kind"
        label="Kind"
        emptyLabel="Any kind"
        options={REQUEST_KINDS.map((value) => ({ value, label: KIND_WORDS[value].name }))}
        defaultValue={kind ?? ''}
      />
      <SelectField
        name="assignee"
        label="Answered by"
        emptyLabel="Any member of staff"
        options={[
          ...people.map(({ id, name }) => ({ value: String(id), label: name })),
          ...(known ? [] : [{ value: String(assignee), label: 'A person who is no longer on the staff' }]),
        ]}
        defaultValue={assignee ?? ''}
      />
    </FilterBar>
  );
}
