import type { ConferenceChoice } from '@/lib/conferences/list-conferences';
import type { EventCategory } from '@/lib/events/list-categories';
import {
  type EventListQuery,
  eventListHref,
  filtersInUse,
  isFiltered,
  LIST_STATES,
  type ListState,
  usualOrder,
  WHOLE_LIST,
} from '@/lib/events/list-query';
import { DateField } from './date-field';
import { FilterBar } from './filter-bar';
import { SelectField } from './select-field';
import { EVENT_STATE_LABELS } from './tag';
import { TextField } from './text-field';

const LABELS: Record<ListState, string> = { ...EVENT_STATE_LABELS, 'count-differs': 'Count needs review' };

type EventFiltersProps = {
  query: EventListQuery;
  categories: EventCategory[];
  /** The provider's conferences; none for staff. */
  conferences?: readonly ConferenceChoice[];
  /** Set for staff, who search the events of every provider. */
  everywhere?: { clearHref: string | null; providerId: number | null };
};

export function EventFilters({ query, categories, conferences = [], everywhere }: EventFiltersProps) {
  const { sort, order } = query;
  const cleared = isFiltered(query) ? eventListHref({ ...WHOLE_LIST, sort, order }) : null;
  return (
    <FilterBar
      action={everywhere ? '/admin/events' : '/events'}
      label="Find events"
      search={
        <TextField
          name="q"
          type="search"
          label="Search"
          hint={everywhere ? 'Title, instructor, provider, city or number' : 'Title, instructor, city or number'}
          defaultValue={query.text}
          maxLength={100}
        />
      }
      activeCount={filtersInUse(query)}
      clearHref={everywhere ? everywhere.clearHref : cleared}
    >
      <SelectField
        name="state"
        label="Status"
        emptyLabel="Any status"
        options={LIST_STATES.map((value) => ({ value, label: LABELS[value] }))}
        defaultValue={query.state ?? ''}
      />
      <SelectField
        name="category"
        label="Category"
        emptyLabel="Any category"
        options={categories.map(({ id, name, retired }) => ({
          value: String(id),
          label: retired ? `${name} (no longer offered)` : name,
        }))}
        defaultValue={query.categoryId ?? ''}
      />
      <SelectField
        name="location"
        label="Location"
        emptyLabel="Any location"
        options={[
          { value: 'online', label: 'Online' },
          { value: 'in_person', label: 'In person' },
        ]}
        defaultValue={query.locationKind ?? ''}
      />
      {everywhere
        ? everywhere.providerId !== null && <input type="hidden" name="provider" value={everywhere.providerId} />
        : conferences.length > 0 && (
            <>
              <TextField
                name="conference"
                label="Conference"
                hint="Part of its name is enough"
                defaultValue={query.conference}
                list="conference-names"
                maxLength={200}
              />
              <datalist id="conference-names">
                {conferences.map(({ id, label }) => (
                  <option key={id} value={label} />
                ))}
              </datalist>
            </>
          )}
      <DateField name="from" label="From" defaultValue={query.from ?? ''} />
      <DateField name="to" label="To" defaultValue={query.to ?? ''} />
      {sort !== WHOLE_LIST.sort && <input type="hidden" name="sort" value={sort} />}
      {order !== usualOrder(sort) && <input type="hidden" name="order" value={order} />}
    </FilterBar>
  );
}
