'use client';

import { formatDays } from '@/lib/platform/days';
import { EMPTY_FORM, type FormState, listOf, textOf } from '@/lib/platform/forms/form-values';
import type { EventToSign } from '@/lib/signing/sign-many';
import { SelectAll } from '../attendees/select-all';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { FieldError } from '../field-error';
import { errorOf, problemsOf } from '../form-problems';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  events: EventToSign[];
  statement: string;
  signature: { id: number; printedName: string; title: string };
  /** All events are checked at first. */
  allChecked: boolean;
  /** The conference that these are the sessions of. */
  conferenceId?: number;
};

/** Asks which events to sign, with the signer's own words (M12). */
export function SignManyForm({ action, address, events, statement, signature, allChecked, conferenceId }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM, address);
  const wasSent = state.errors.length > 0 || state.refusal !== undefined;
  const chosen = listOf(state.values, 'events');
  const isChecked = (value: string) => (wasSent ? chosen.includes(value) : allChecked);
  const error = errorOf(state, 'events');
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="signatureId" value={signature.id} />
      <input type="hidden" name="statement" value={statement} />
      {conferenceId !== undefined && <input type="hidden" name="conference" value={conferenceId} />}
      <fieldset className={error ? 'field field-with-error' : 'field'}>
        <legend className="field-label">Events to sign</legend>
        {error && <FieldError>{error}</FieldError>}
        <SelectAll name="events[]" label="Check all events" checked={allChecked} named />
        <div className="choices">
          {events.map(({ id, version, title, startsOn, endsOn, conference }, index) => (
            <label key={id} className="choice">
              <input
                type="checkbox"
                name="events[]"
                value={`${id}:${version}`}
                id={index === 0 ? 'events' : `event-${id}`}
                defaultChecked={isChecked(`${id}:${version}`)}
              />
              <span>
                <bdi>{title}</bdi>
                <span className="hint">
                  {formatDays(startsOn, endsOn)}
                  {conference && conferenceId === undefined && (
                    <>
                      {' · '}
                      <bdi>{conference}</bdi>
                    </>
                  )}
                </span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <p>
        You sign as{' '}
        <bdi>
          <strong>{signature.printedName}</strong>, {signature.title}
        </bdi>
        .{' '}
        <a href={conferenceId ? `/account/signature?conference=${conferenceId}` : '/account/signature'}>
          Change your signature
        </a>
      </p>
      <CheckboxField
        name="verified"
        label={`I verify, for everyone who gets a certificate of these events: “${statement}”`}
        hint="Your signature appears on every certificate made for these events from now on, by you or a colleague."
        error={errorOf(state, 'verified')}
        defaultChecked={textOf(state.values, 'verified') === 'yes'}
      />
      <ButtonRow>
        <Button disabled={pending}>Sign the checked events</Button>
        <ButtonLink href={conferenceId === undefined ? '/events' : `/conferences/${conferenceId}`} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
