import type { Choices } from '@/lib/conference-sessions/choices';
import { COLUMN_KINDS, COLUMN_LABELS } from '@/lib/conference-sessions/column-kinds';
import { INPUTS } from '@/lib/events/fields';
import type { OfferedCategory } from '@/lib/events/offered-categories';
import { ColumnFields, type TableLook } from '../attendees/column-fields';
import { Button } from '../button';
import { CheckboxGroup } from '../checkbox-group';
import { LocationSection } from '../event-form/location-section';
import { FormSection } from '../form-section';
import { TextArea } from '../text-area';

type Props = TableLook & {
  choices: Choices;
  /** Whether people say what each column contains; the columns of the grid are known. */
  matches: boolean;
  categories: readonly OfferedCategory[];
  address: string;
  error: string | null;
};

const OPTIONS = COLUMN_KINDS.map((value) => ({ value, label: COLUMN_LABELS[value] }));

/**
 * Asks which column has what, and what new sessions get that their row does not say. It is a GET form: the address says it,
 * and the page shows what would come of it.
 */
export function ChoicesForm({ choices, matches, heading, firstRows, topLines, categories, address, error }: Props) {
  const { defaults } = choices;
  return (
    <form action={address} method="get">
      <input type="hidden" name="matched" value="yes" />
      {matches && (
        <FormSection title="Columns">
          <ColumnFields
            heading={heading}
            firstRows={firstRows}
            topLines={topLines}
            columns={choices.columns}
            options={OPTIONS}
            emptyLabel="Do not import"
            error={error}
          />
        </FormSection>
      )}
      <FormSection title="For all new sessions">
        <CheckboxGroup
          name="categoryIds"
          label="Event categories"
          hint="For sessions whose row names none."
          choices={categories.map(({ id, name }) => ({ value: String(id), label: name }))}
          defaultValues={defaults.categoryIds}
          columns={2}
        />
        <TextArea
          name="description"
          label="Description"
          hint="For sessions whose row has none. What educators will learn, and who it is for."
          optional
          defaultValue={defaults.description}
          maxCharacters={INPUTS.description.max}
          rows={3}
        />
      </FormSection>
      <LocationSection
        typed={(name) => String(defaults[name as keyof typeof defaults] ?? '')}
        errors={() => undefined}
      />
      <Button variant="secondary">Update the preview</Button>
    </form>
  );
}
