'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import type { AfterSigning } from '@/lib/signing/sign-event';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { SIGN_FIRST } from '../certificates/unsigned';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** What the person signs and with what, as the page shows it. */
  eventVersion: number;
  signatureId: number;
  statement: string;
  again: boolean;
  next: AfterSigning | null;
  cancelHref: string;
  address: string;
};

/** Shows the signer's own words first, then the signature (M12). */
export function SignEventForm(props: Props) {
  const { action, eventVersion, signatureId, statement, again, next, cancelHref, address } = props;
  const [state, submit, pending] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <CheckboxField
        name="verified"
        label={`I verify, for everyone who gets this certificate: “${statement}”`}
        hint="Your signature appears on every certificate made for this event from now on, by you or a colleague."
        error={errorOf(state, 'verified')}
        defaultChecked={textOf(state.values, 'verified') === 'yes'}
      />
      <input type="hidden" name="eventVersion" value={eventVersion} />
      <input type="hidden" name="signatureId" value={signatureId} />
      <input type="hidden" name="statement" value={statement} />
      {next && <input type="hidden" name="next" value={next} />}
      <ButtonRow>
        <Button disabled={pending}>{again ? 'Sign again' : next ? SIGN_FIRST[next] : 'Sign the certificates'}</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
