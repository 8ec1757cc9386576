'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';
import { KeyFields } from './key-fields';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  /** The key as it is. */
  stored: { label: string; signedOnly: boolean };
  /** What the page shows, as one text; the form sends it along. */
  shown: string;
};

/** Changes a key's name, and whether it also gets certificates without a signature. */
export function EditKeyForm({ action, address, stored, shown }: Props) {
  const values = { label: stored.label, unsigned: stored.signedOnly ? '' : 'yes' };
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="shown" value={textOf(state.values, 'shown') || shown} />
      <KeyFields state={state} />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
        <ButtonLink href="/learning-systems" variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
