import type { FormState } from '@/lib/platform/forms/form-values';
import { errorOf } from '../form-problems';
import { CodeField } from './code-field';
import { PasswordField } from './password-field';

/** Asks for password and code together. */
export function ProofFields({ state }: { state: Pick<FormState, 'errors' | 'refusal'> }) {
  return (
    <>
      <PasswordField error={errorOf(state, 'password')} />
      <CodeField
        label="Code"
        hint="Six digits from your authenticator app, or a recovery code."
        error={errorOf(state, 'code')}
      />
    </>
  );
}
