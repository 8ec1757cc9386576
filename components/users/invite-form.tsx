'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ROLE_WORDS, ROLES } from '@/lib/users/roles';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { ForProviderField } from '../for-provider-field';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { RadioGroup } from '../radio-group';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Props = {
  /** The provider that the page is about. */
  providerId: number;
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  backHref: string;
};

/** Lets a manager give a person access to their own provider. */
export function InviteForm({ providerId, action, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  const field = (name: string) => ({
    name,
    defaultValue: textOf(state.values, name),
    error: errorOf(state, name),
  });
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ForProviderField values={state.values} providerId={providerId} />
      <TextField {...field('name')} label="Name of the person" width="md" autoComplete="off" />
      <TextField
        {...field('email')}
        type="email"
        label="Email address"
        hint="Their own address at work, because they get a code there when they choose a password."
        width="md"
        autoComplete="off"
      />
      <RadioGroup
        {...field('role')}
        label="Role"
        choices={ROLES.map((value) => ({ value, label: ROLE_WORDS[value].label, hint: ROLE_WORDS[value].may }))}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Inviting…">Invite</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
