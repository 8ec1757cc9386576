'use client';

import type { Role } from '@/lib/access/actor';
import { textOf } from '@/lib/platform/forms/form-values';
import { ROLE_WORDS, ROLES } from '@/lib/users/roles';
import type { StateAction } from '../account/button-form';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { ForProviderField } from '../for-provider-field';
import { errorOf, problemsOf } from '../form-problems';
import { RadioGroup } from '../radio-group';
import { useFormAction } from '../use-form-action';

type Props = {
  /** The provider that the page is about. */
  providerId: number;
  role: Role;
  /** Whether the manager is looking at their own role. */
  own: boolean;
  removeHref: string;
  action: StateAction;
};

export function RoleForm({ providerId, role, own, removeHref, action }: Props) {
  const [state, submit, pending] = useFormAction(action, {
    values: { role, sawRole: role },
    errors: [],
  });
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ForProviderField values={state.values} providerId={providerId} />
      <RadioGroup
        name="role"
        label="Role"
        hint={
          own
            ? 'This is your own role. If you change it, only another manager can change it back.'
            : 'A person whose role changes gets an email and needs to sign in again.'
        }
        error={errorOf(state, 'role')}
        defaultValue={textOf(state.values, 'role')}
        choices={ROLES.map((value) => ({ value, label: ROLE_WORDS[value].label, hint: ROLE_WORDS[value].may }))}
      />
      <input type="hidden" name="sawRole" value={textOf(state.values, 'sawRole')} />
      <ButtonRow>
        <Button disabled={pending}>Save role</Button>
        <ButtonLink href={removeHref} variant="secondary">
          Remove access
        </ButtonLink>
        <ButtonLink href="/users" variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
