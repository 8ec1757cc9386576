'use client';

import { useActionState } from 'react';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import type { StaffRole } from '@/lib/platform/visit';
import type { Act } from '@/lib/users/staff/policy';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { RadioGroup } from '../radio-group';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { ACT_WORDS } from './act-words';

type Props = {
  act: Act;
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** The person's role now, for the act that changes it. */
  role: StaffRole | null;
  cancelHref: string;
};

const ROLES = [
  { value: 'none', label: 'Not staff', hint: 'Keeps what the person does for providers.' },
  { value: 'staff', label: 'Staff' },
  { value: 'administrator', label: 'Administrator' },
];

export function ActForm({ act, action, role, cancelHref }: Props) {
  const [state, submit, pending] = useActionState(action, EMPTY_FORM);
  const { button, danger } = ACT_WORDS[act];
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {act === 'staff-role' && (
        <RadioGroup
          name="role"
          label="Role"
          error={errorOf(state, 'role')}
          choices={ROLES}
          defaultValue={textOf(state.values, 'role') || (role ?? 'none')}
        />
      )}
      {act === 'change-email' && (
        <TextField
          name="newEmail"
          type="email"
          label="New e-mail address"
          error={errorOf(state, 'newEmail')}
          defaultValue={textOf(state.values, 'newEmail')}
          autoComplete="off"
        />
      )}
      <TextArea
        name="reason"
        label="Reason"
        hint="Kept in the log with your name. The person does not see it."
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
