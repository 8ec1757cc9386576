'use client';

import type { AttendeeConflict } from '@/lib/attendees/edit-attendee';
import { MAX_EDUCATOR_NUMBER, MAX_EMAIL, MAX_NAME, MAX_SCHOOL } from '@/lib/attendees/limits';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { DiffView } from '../diff-view';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { Notice } from '../notice';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

export type AttendeeFormState = FormState<AttendeeConflict>;

type Props = {
  action: (before: AttendeeFormState, form: FormData) => Promise<AttendeeFormState>;
  /** What the boxes hold at first. */
  values: Record<string, string>;
  /** The event's units, the most that anybody can have earned. */
  maxUnits: string;
  /** The form's page. Without a script it is posted there. */
  address: string;
  cancelHref: string;
  adding: boolean;
};

/** One line of a roster. Only the name is needed. */
export function AttendeeForm({ action, values, maxUnits, address, cancelHref, adding }: Props) {
  const [state, submit, pending] = useFormAction(action, { values, errors: [] }, address);
  const { answer: conflict } = state;
  const field = (name: string) => ({
    name,
    error: errorOf(state, name),
    defaultValue: textOf(state.values, name),
    autoComplete: 'off',
  });
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {conflict && (
        <Notice kind="warning" announce title="Someone else changed this attendee">
          <p>
            It was saved on {conflict.savedAt}. Your changes are not saved yet. Compare the two versions, then save
            yours or cancel to keep the saved one.
          </p>
          <DiffView
            caption="The saved version and yours"
            captionHidden
            beforeLabel="Saved"
            afterLabel="Yours"
            changes={conflict.differences}
          />
        </Notice>
      )}
      <TextField
        {...field('name')}
        label="Name"
        hint="As it should appear on the certificate."
        maxLength={MAX_NAME * 2}
        dir="auto"
      />
      <TextField
        {...field('email')}
        label="Email"
        optional
        hint="Used to send the certificate and to tell people with the same name apart."
        type="email"
        inputMode="email"
        maxLength={MAX_EMAIL}
        width="md"
      />
      <TextField {...field('school')} label="School or district" optional maxLength={MAX_SCHOOL * 2} dir="auto" />
      <TextField
        {...field('educatorNumber')}
        label="Educator number"
        optional
        hint="The educator (folio) number. Never a Social Security number."
        maxLength={MAX_EDUCATOR_NUMBER * 2}
        width="sm"
      />
      <TextField
        {...field('units')}
        label="PDUs earned"
        hint={`Professional development units, in quarter steps, up to the event’s ${maxUnits}. Lower it for partial attendance, to 0 for people who did not complete it.`}
        inputMode="decimal"
        maxLength={12}
        width="xs"
      />
      <CheckboxField
        name="completed"
        label="Completed the event"
        hint="Only people who completed the event get a certificate."
        error={errorOf(state, 'completed')}
        defaultChecked={textOf(state.values, 'completed') === 'yes'}
      />
      {!adding && <input type="hidden" name="version" value={textOf(state.values, 'version') || values.version} />}
      {conflict && <input type="hidden" name="overVersion" value={conflict.version} />}
      <ButtonRow>
        <Button disabled={pending}>{adding ? 'Add attendee' : conflict ? 'Save my version' : 'Save changes'}</Button>
        {adding && (
          <Button name="next" value="another" variant="secondary" disabled={pending}>
            Save and add another
          </Button>
        )}
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
