'use client';

import type { StaffRole } from '@/lib/access/actor';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import type { Act } from '@/lib/users/staff/acts';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { RadioGroup } from '../radio-group';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { ACT_WORDS } from './act-words';

type Props = {
  act: Act;
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** The person's current role, for the act that changes it. */
  role: StaffRole | null;
  /** The address on file, for the act that changes it. */
  email: string;
  /** Whether the person is a manager of a provider. */
  manager: boolean;
  cancelHref: string;
};

const ROLES = [
  { value: 'none', label: 'Not staff', hint: 'The person keeps their provider roles.' },
  { value: 'staff', label: 'Staff' },
  { value: 'administrator', label: 'Administrator' },
];

export function ActForm({ act, action, role, email, manager, cancelHref }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM);
  const { button, danger } = ACT_WORDS[act];
  const saw = (shown: string) => <input type="hidden" name="saw" value={textOf(state.values, 'saw') || shown} />;
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {act === 'staff-role' && (
        <>
          {saw(role ?? 'none')}
          <RadioGroup
            name="role"
            label="Role"
            error={errorOf(state, 'role')}
            choices={ROLES}
            defaultValue={textOf(state.values, 'role') || (role ?? 'none')}
          />
        </>
      )}
      {act === 'change-email' && (
        <>
          {saw(email)}
          <TextField
            name="newEmail"
            type="email"
            label="New email address"
            error={errorOf(state, 'newEmail')}
            defaultValue={textOf(state.values, 'newEmail')}
            autoComplete="off"
          />
        </>
      )}
      {act === 'disable' && manager && (
        <CheckboxField
          name="anyway"
          label="Disable the account even if a provider then has no manager"
          hint="For an account that someone else may be using. Then make someone else a manager, so that the provider can manage its users."
          defaultChecked={textOf(state.values, 'anyway') === 'yes'}
        />
      )}
      <TextArea
        name="reason"
        label="Reason"
        hint="Kept in the log with your name. The person doesn’t see it."
        error={errorOf(state, 'reason')}
        defaultValue={textOf(state.values, 'reason')}
        maxCharacters={500}
        rows={3}
      />
      <ButtonRow>
        <Button variant={danger ? 'danger' : 'primary'} disabled={pending}>
          {button}
        </Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
