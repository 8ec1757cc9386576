import type { ProviderListQuery } from '@/lib/providers/list-query';
import { TYPE_CHOICES } from '@/lib/providers/words';
import { FilterBar } from '../filter-bar';
import { SelectField } from '../select-field';
import { TextField } from '../text-field';

type Props = { action: string; query: Pick<ProviderListQuery, 'q' | 'place' | 'type'> };

/** Finds providers by name, city and type. */
export function ProviderFilters({ action, query: { q, place, type } }: Props) {
  const inUse = [place, type].filter(Boolean).length;
  return (
    <FilterBar
      action={action}
      label="Find providers"
      clearHref={q || inUse > 0 ? action : null}
      activeCount={inUse}
      search={
        <TextField
          name="q"
          type="search"
          label="Search"
          hint="Part of a name, or a name that people use"
          defaultValue={q}
          maxLength={100}
        />
      }
    >
      <TextField name="place" label="City" defaultValue={place} maxLength={100} autoComplete="off" />
      <SelectField name="type" label="Type" emptyLabel="Any type" options={TYPE_CHOICES} defaultValue={type} />
    </FilterBar>
  );
}
