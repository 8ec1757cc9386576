'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  claimId: number;
  email: string;
  /** The last email that was sent, and when, in words; null: none was. */
  after: number | null;
  mailedOn: string | null;
  address: string;
  label?: string;
};

/** Shows "Email it to me": once, and again only while the last email is displayed. */
export function MailForm({ action, claimId, email, after, mailedOn, address, label = 'Email it to me' }: Props) {
  const [state, submit] = useFormAction(action, { values: { email }, errors: [] }, address);
  const id = `email-${claimId}`;
  const problems = problemsOf(state).map((problem) => ({ ...problem, field: problem.field && id }));
  return (
    <details className="own-mail" open={problems.length > 0 || !mailedOn}>
      <summary>{mailedOn ? `Emailed on ${mailedOn}. Send it again?` : label}</summary>
      <form action={submit} noValidate>
        <ErrorSummary problems={problems} />
        <input type="hidden" name="claimId" value={claimId} />
        <input type="hidden" name="after" value={after ?? ''} />
        <TextField
          id={id}
          name="email"
          label="Email address"
          error={errorOf(state, 'email')}
          defaultValue={textOf(state.values, 'email')}
          type="email"
          inputMode="email"
          autoComplete="email"
        />
        <SubmitButton pendingLabel="Sending…" variant="secondary">
          {mailedOn ? 'Send it again' : 'Send'}
        </SubmitButton>
      </form>
    </details>
  );
}
