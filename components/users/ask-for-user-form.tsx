'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { MAX_WORDS } from '@/lib/requests/limits';
import { ROLE_WORDS, ROLES } from '@/lib/users/roles';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { ForProviderField } from '../for-provider-field';
import { errorOf, problemsOf } from '../form-problems';
import { RadioGroup } from '../radio-group';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Props = {
  /** The provider that the page is about. */
  providerId: number;
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** Makes a form that is sent twice count as one request. */
  requestKey: string;
  address: string;
  backHref: string;
};

/** Asks the agency to give a person access to the provider. */
export function AskForUserForm({ providerId, action, requestKey, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  const typed = (name: string) => textOf(state.values, name);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ForProviderField values={state.values} providerId={providerId} />
      <input type="hidden" name="requestKey" value={typed('requestKey') || requestKey} />
      <TextField
        name="name"
        label="Name of the person"
        error={errorOf(state, 'name')}
        defaultValue={typed('name')}
        width="md"
      />
      <TextField
        name="email"
        type="email"
        label="Email address"
        hint="Their own address at work, because they get a code there when they choose a password."
        error={errorOf(state, 'email')}
        defaultValue={typed('email')}
        width="md"
      />
      <RadioGroup
        name="role"
        label="Role"
        error={errorOf(state, 'role')}
        defaultValue={typed('role')}
        choices={ROLES.map((value) => ({ value, label: ROLE_WORDS[value].label, hint: ROLE_WORDS[value].may }))}
      />
      <TextArea
        name="reason"
        label="Why they need access"
        hint="Staff decide with it."
        error={errorOf(state, 'reason')}
        defaultValue={typed('reason')}
        maxCharacters={MAX_WORDS}
        rows={3}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Sending…">Send request</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
