'use client';

import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { PageHeader } from '../page-header';
import { useFormAction } from '../use-form-action';
import { ProofFields } from './proof-fields';
import { RecoveryCodes, type RecoveryCodesState } from './recovery-codes';

type Props = { action: (before: RecoveryCodesState, form: FormData) => Promise<RecoveryCodesState> };

export function RenewCodesForm({ action }: Props) {
  const [state, submit, pending] = useFormAction(action, { values: {}, errors: [] });
  if (state.answer) {
    return (
      <RecoveryCodes
        title="Your new recovery codes"
        news="The earlier codes no longer work."
        codes={state.answer.codes}
      />
    );
  }
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <PageHeader
        title="Make new recovery codes"
        lead="Use this if you have used most of them or someone else may have seen them. The earlier codes will stop working."
      />
      <ProofFields state={state} />
      <ButtonRow>
        <Button disabled={pending}>Make new codes</Button>
        <ButtonLink href="/account/two-step" variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
