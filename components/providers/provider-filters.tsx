import { reportingYear } from '@/lib/events/reporting-year';
import { type MissingDocument, missingParam, type ProviderListQuery } from '@/lib/providers/list-query';
import { TYPE_CHOICES } from '@/lib/providers/words';
import { DOCUMENT_WORDS } from '@/lib/yearly-documents/rules';
import { FilterBar } from '../filter-bar';
import { SelectField } from '../select-field';
import { TextField } from '../text-field';

type Props = {
  action: string;
  query: Pick<ProviderListQuery, 'q' | 'place' | 'type' | 'missing'>;
  /** For staff: the yearly documents that can be missing. */
  missing?: MissingDocument[];
};

const missingOption = ({ kind, year }: MissingDocument) => ({
  value: missingParam({ kind, year }),
  label: `${DOCUMENT_WORDS[kind]} ${reportingYear(year).label}`,
});

/** Finds providers by name, city and type, and for staff by what they have not sent. */
export function ProviderFilters({ action, query: { q, place, type, missing: chosen }, missing }: Props) {
  const inUse = [place, type, chosen].filter(Boolean).length;
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
      {missing && (
        <SelectField
          name="missing"
          label="Missing"
          emptyLabel="Any provider"
          options={missing.map(missingOption)}
          defaultValue={chosen ? missingParam(chosen) : ''}
        />
      )}
    </FilterBar>
  );
}
