import type { Choices } from '@/lib/conference-sessions/choices';
import { COLUMN_KINDS, COLUMN_LABELS } from '@/lib/conference-sessions/column-kinds';
import { INPUTS } from '@/lib/events/fields';
import type { OfferedCategory } from '@/lib/events/offered-categories';
import type { FieldError } from '@/lib/platform/forms/form-values';
import { ColumnFields, type TableLook } from '../attendees/column-fields';
import { Button } from '../button';
import { CheckboxGroup } from '../checkbox-group';
import { ErrorSummary } from '../error-summary';
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
  /** Problems with what new sessions share. */
  problems: FieldError[];
};

const OPTIONS = COLUMN_KINDS.map((value) => ({ value, label: COLUMN_LABELS[value] }));

/**
 * Asks which column has what, and what new sessions get that their row does not say. It is a GET form: the address says it,
 * and the page shows what would come of it.
 */
export function ChoicesForm({
  choices,
  matches,
  heading,
  firstRows,
  topLines,
  categories,
  address,
  error,
  problems,
}: Props) {
  const { defaults } = choices;
  const errors = (name: string) => problems.find(({ field }) => field === name)?.message;
  return (
    <form action={address} method="get">
      <ErrorSummary problems={problems} />
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
          error={errors('categoryIds')}
          columns={2}
        />
        <TextArea
          name="description"
          label="Description"
          hint="For sessions whose row has none. What educators will learn, and who it is for."
          defaultValue={defaults.description}
          error={errors('description')}
          maxCharacters={INPUTS.description.max}
          rows={3}
        />
      </FormSection>
      <LocationSection typed={(name) => String(defaults[name as keyof typeof defaults] ?? '')} errors={errors} />
      <Button variant="secondary">Update the preview</Button>
    </form>
  );
}
