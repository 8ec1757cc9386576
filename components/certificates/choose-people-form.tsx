'use client';

import type { DueAttendee } from '@/lib/certificates/list/list-certificates';
import { EMPTY_FORM, type FormState, listOf } from '@/lib/platform/forms/form-values';
import { NarrowChoices } from '../attendees/narrow-choices';
import { SelectAll } from '../attendees/select-all';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  requestKey: string;
  people: DueAttendee[];
  /** The certificates would have a signature; without one, the button says so. */
  isSigned: boolean;
  cancelHref: string;
};

export function ChoosePeopleForm({ action, requestKey, people, isSigned, cancelHref }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM);
  const chosen = listOf(state.values, 'attendeeIds');
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="who" value="chosen" />
      <input type="hidden" name="requestKey" value={requestKey} />
      {!isSigned && <input type="hidden" name="unsigned" value="yes" />}
      <fieldset className="field">
        <legend className="field-label">Choose who gets a certificate</legend>
        <NarrowChoices />
        <SelectAll name="attendeeIds[]" label="Check everyone shown" named />
        <div className="choices">
          {people.map(({ id, name, school, email }) => (
            <label key={id} className="choice">
              <input
                type="checkbox"
                name="attendeeIds[]"
                value={id}
                defaultChecked={chosen.includes(String(id))}
                id={`attendee-${id}`}
              />
              <span>
                <bdi>{name}</bdi>
                <span className="hint">{[school, email].filter(Boolean).join(' · ')}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <ButtonRow>
        <SubmitButton pendingLabel="Issuing…" variant={isSigned ? 'primary' : 'secondary'}>
          {isSigned ? 'Issue to the people chosen' : 'Issue without a signature to the people chosen'}
        </SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
