'use client';

import type { Holder } from '@/lib/certificates/change/change-many';
import { EMPTY_FORM, type FormState, listOf, textOf } from '@/lib/platform/forms/form-values';
import { SelectAll } from '../attendees/select-all';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { RadioGroup } from '../radio-group';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  requestKey: string;
  people: Holder[];
  /** How many valid certificates there are, on all pages. */
  valid: number;
  /** The reason that is likely, to be changed. */
  reason: string;
  /** The new certificates would have a signature. */
  isSigned: boolean;
  /** Certificates of a canceled event can only be revoked. */
  canceled: boolean;
  cancelHref: string;
};

const REISSUE = {
  value: 'reissue',
  label: 'Reissue',
  hint: 'People keep a valid certificate. One that would say the same stays as it is.',
};

/** Asks what to do with whose certificates, and why. */
export function ChangeManyForm(props: Props) {
  const { action, address, requestKey, people, valid, reason, isSigned, canceled, cancelHref } = props;
  const [state, submit] = useFormAction(action, EMPTY_FORM, address);
  const chosen = listOf(state.values, 'attendeeIds');
  const wasSent = state.errors.length > 0 || state.refusal !== undefined;
  return (
    <form action={submit} noValidate className="mt-6">
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="requestKey" value={requestKey} />
      <RadioGroup
        name="act"
        label="What should happen?"
        error={errorOf(state, 'act')}
        defaultValue={canceled ? 'revoke' : textOf(state.values, 'act') || 'reissue'}
        choices={[
          ...(canceled ? [] : [REISSUE]),
          {
            value: 'revoke',
            label: 'Revoke',
            hint: 'The certificates are no longer valid, and the people are marked as not completed. This can’t be undone.',
          },
        ]}
      />
      <RadioGroup
        name="who"
        label="Whose certificates?"
        error={errorOf(state, 'who')}
        defaultValue={textOf(state.values, 'who') || 'chosen'}
        choices={[
          { value: 'chosen', label: 'The people I check below' },
          ...(canceled
            ? []
            : [{ value: 'all', label: `All ${valid.toLocaleString('en-US')}`, hint: 'Only to reissue.' }]),
        ]}
      />
      <fieldset className="field">
        <legend className="field-label">People with a valid certificate</legend>
        {errorOf(state, 'attendeeIds') && <p className="field-error">{errorOf(state, 'attendeeIds')}</p>}
        <SelectAll name="attendeeIds[]" label="Check everyone on this page" named />
        <div className="choices">
          {people.map(({ id, name, serial, isSigned }, index) => (
            <label key={id} className="choice">
              <input
                type="checkbox"
                name="attendeeIds[]"
                value={id}
                id={index === 0 ? 'attendeeIds' : `attendee-${id}`}
                defaultChecked={wasSent && chosen.includes(String(id))}
              />
              <span>
                <bdi>{name}</bdi>
                <span className="hint">
                  <span className="serial">{serial}</span> · {isSigned ? 'Signed digitally' : 'Not signed'}
                </span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <TextArea
        name="reason"
        label="Reason"
        hint="Kept with each old certificate and your name. People who check a certificate don’t see it."
        error={errorOf(state, 'reason')}
        defaultValue={textOf(state.values, 'reason') || reason}
        maxCharacters={500}
        rows={3}
      />
      {!isSigned && !canceled && (
        <CheckboxField
          name="unsigned"
          label="Reissue without a signature"
          hint="Section IV of each new certificate is blank. Someone has to sign each one by hand before it counts."
          error={errorOf(state, 'unsigned')}
          defaultChecked={textOf(state.values, 'unsigned') === 'yes'}
        />
      )}
      <ButtonRow>
        <SubmitButton pendingLabel="Starting…">Start</SubmitButton>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
