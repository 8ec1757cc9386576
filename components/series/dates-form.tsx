import type { FieldError, FormValues } from '@/lib/platform/forms/form-values';
import { listOf, textOf } from '@/lib/platform/forms/form-values';
import { MAX_COPIES, NTHS, WAYS, WEEKDAYS } from '@/lib/series/choices';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxGroup } from '../checkbox-group';
import { DateField } from '../date-field';
import { ErrorSummary } from '../error-summary';
import { FieldRow } from '../field-row';
import { errorOf } from '../form-problems';
import { RadioGroup } from '../radio-group';
import { SelectField } from '../select-field';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';

type Props = {
  address: string;
  cancelHref: string;
  values: FormValues;
  errors: FieldError[];
};

const choicesOf = (table: Record<string, string>) => Object.entries(table).map(([value, label]) => ({ value, label }));
const WEEKDAY_CHOICES = choicesOf(WEEKDAYS);
// An object puts keys that look like numbers first, and the last one is meant to be last.
const NTH_CHOICES = choicesOf(NTHS).sort((a, b) => Number(a.value === '-1') - Number(b.value === '-1'));

/**
 * Asks for the dates of the copies. It is a GET form, so the choices are in the address, and the page shows their summary.
 * The stylesheet shows the fields of the chosen way, so JavaScript is not required.
 */
export function DatesForm({ address, cancelHref, values, errors }: Props) {
  const typed = (name: string) => textOf(values, name);
  const error = (name: string) => errorOf({ errors }, name);
  return (
    <form action={address} method="get" noValidate className="dates-form">
      <ErrorSummary problems={errors} />
      <RadioGroup
        name="how"
        label="Which dates?"
        choices={choicesOf(WAYS)}
        defaultValue={typed('how') || 'listed'}
        error={error('how')}
      />
      <div data-way="listed">
        <TextArea
          name="dates"
          label="Dates"
          hint="One on each line, such as 10/6/2026 or October 6, 2026. For an event of several days, enter its first day."
          defaultValue={typed('dates')}
          error={error('dates')}
          rows={6}
        />
      </div>
      <div data-way="weekly">
        <CheckboxGroup
          name="weekdays"
          label="Weekdays"
          choices={WEEKDAY_CHOICES}
          defaultValues={listOf(values, 'weekdays')}
          error={error('weekdays')}
          columns={2}
        />
      </div>
      <div data-way="monthly">
        <FieldRow>
          <SelectField
            name="nth"
            label="Which of the month"
            options={NTH_CHOICES}
            emptyLabel="Choose one"
            defaultValue={typed('nth')}
            error={error('nth')}
          />
          <SelectField
            name="weekday"
            label="Weekday"
            options={WEEKDAY_CHOICES}
            emptyLabel="Choose a weekday"
            defaultValue={typed('weekday')}
            error={error('weekday')}
          />
        </FieldRow>
      </div>
      <div data-way="weekly monthly">
        <DateField
          name="from"
          label="First day"
          hint="The first event is on or after this day."
          defaultValue={typed('from')}
          error={error('from')}
        />
        <p className="hint mb-3">Then enter a last day or the number of events.</p>
        <FieldRow>
          <DateField name="until" label="Last day" defaultValue={typed('until')} error={error('until')} />
          <TextField
            name="times"
            label="Number of events"
            inputMode="numeric"
            maxLength={4}
            width="sm"
            defaultValue={typed('times')}
            error={error('times')}
          />
        </FieldRow>
      </div>
      <p className="hint">
        At most {MAX_COPIES} events can be added at once. Nothing is added yet: the next page shows every date.
      </p>
      <ButtonRow>
        <Button>Continue</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
