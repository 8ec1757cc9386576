'use client';

import type { WhoClaims } from '@/lib/claims/list-claims';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { RadioGroup } from '../radio-group';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  /** The people on the roster with this name. */
  people: WhoClaims[];
  /** Who of them it most likely is. */
  likely: number | null;
  /** Whether the certificate gets a signature; without one, the button says so. */
  isSigned: boolean;
};

/** Accepts a claim; when people on the roster have the same name, asks who of them it is. */
export function AcceptClaimForm({ action, address, people, likely, isSigned }: Props) {
  const [state, submit] = useFormAction(action, EMPTY_FORM, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {people.length > 0 && (
        <RadioGroup
          name="as"
          label="Who is this?"
          error={errorOf(state, 'as')}
          defaultValue={textOf(state.values, 'as') || (likely === null ? null : String(likely))}
          choices={[
            ...people.map((person) => ({
              value: String(person.id),
              label: `${person.name}, on the roster`,
              hint: detailsOf(person),
            })),
            { value: 'new', label: 'Another person', hint: 'They get a certificate and a roster line of their own.' },
          ]}
        />
      )}
      {!isSigned && <input type="hidden" name="unsigned" value="yes" />}
      <SubmitButton pendingLabel="Accepting…" variant={isSigned ? 'primary' : 'secondary'}>
        {isSigned ? 'Accept' : 'Accept without a signature'}
      </SubmitButton>
    </form>
  );
}

function detailsOf({ email, school, completed, currentCertificateId }: WhoClaims): string {
  return [
    email ?? 'No email address',
    school || 'No school',
    currentCertificateId !== null ? 'Has a certificate' : completed ? 'Completed' : 'Not marked as completed',
  ].join(' · ');
}
