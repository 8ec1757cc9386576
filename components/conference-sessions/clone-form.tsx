import type { FieldError, FormValues } from '@/lib/platform/forms/form-values';
import { textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { DateField } from '../date-field';
import { ErrorSummary } from '../error-summary';
import { errorOf } from '../form-problems';
import { TextField } from '../text-field';

type Props = { address: string; cancelHref: string; values: FormValues; errors: FieldError[]; dateHint: string };

/** Asks for the name and the first day of the new conference. A GET form: the next page shows every session. */
export function CloneForm({ address, cancelHref, values, errors, dateHint }: Props) {
  return (
    <form action={address} method="get" noValidate>
      <ErrorSummary problems={errors} />
      <TextField
        name="name"
        label="Name of the new conference"
        defaultValue={textOf(values, 'name')}
        error={errorOf({ errors }, 'name')}
      />
      <DateField
        name="startsOn"
        label="First day"
        hint={dateHint}
        defaultValue={textOf(values, 'startsOn')}
        error={errorOf({ errors }, 'startsOn')}
      />
      <ButtonRow>
        <Button>Continue</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
