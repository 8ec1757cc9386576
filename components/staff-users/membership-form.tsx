'use client';

import type { Role } from '@/lib/access/actor';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ROLE_WORDS, ROLES } from '@/lib/users/roles';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { RadioGroup } from '../radio-group';
import { ReasonField } from '../reason-field';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  role: Role;
  address: string;
  backHref: string;
};

const CHOICES = [
  ...ROLES.map((value) => ({ value, label: ROLE_WORDS[value].label, hint: ROLE_WORDS[value].may })),
  { value: 'none', label: 'No access', hint: 'What the person entered and recorded is kept.' },
];

/** Lets staff change a person's role at a provider, or end their access. */
export function MembershipForm({ action, role, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values: { role, saw: role }, errors: [] }, address);
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="saw" value={textOf(state.values, 'saw')} />
      <RadioGroup
        name="role"
        label="Role"
        error={errorOf(state, 'role')}
        defaultValue={textOf(state.values, 'role')}
        choices={CHOICES}
      />
      <ReasonField state={state} hint="Kept in the log with your name. The person doesn’t see it." />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
