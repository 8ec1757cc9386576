'use client';

import type { FormState } from '@/lib/platform/forms/form-values';
import type { CancelResult } from '@/lib/requests/cancel-event';
import { Asked } from '../asked';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { type IssuedCertificates, IssuedCertificatesChoice } from '../issued-certificates-choice';
import { Notice } from '../notice';
import { ReasonField } from '../reason-field';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

export type CancelState = FormState<CancelResult>;

type Props = {
  action: (before: CancelState, form: FormData) => Promise<CancelState>;
  /** The event as the person sees it, with what depends on it. */
  saw: string;
  address: string;
  backHref: string;
  /** Its valid certificates. */
  issued: IssuedCertificates;
};

/** Cancels an event for its provider, with a reason that the provider reads. */
export function CancelForm({ action, saw, address, backHref, issued }: Props) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {state.answer?.kind === 'moved' && (
        <Asked answer={state.answer} label="The event was changed a moment ago">
          <Notice kind="warning" title="The event was changed a moment ago">
            <p>
              Nothing was canceled. <a href={address}>Open this page again</a> to see what depends on the event now,
              then decide.
            </p>
          </Notice>
        </Asked>
      )}
      <input type="hidden" name="saw" value={saw} />
      <ReasonField state={state} hint="The provider reads it on the event’s page and in its history." />
      <IssuedCertificatesChoice change="revoke" issued={issued} state={state} />
      <ButtonRow>
        <SubmitButton pendingLabel="Canceling…" variant="danger">
          Cancel this event
        </SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Back to the event
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

type RestoreProps = Omit<Props, 'saw' | 'action' | 'issued'> & {
  action: (before: FormState, form: FormData) => Promise<FormState>;
};

/** Restores a canceled event, with a reason that the provider reads. */
export function RestoreForm({ action, address, backHref }: RestoreProps) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <ReasonField state={state} hint="The provider reads it in the event’s history." />
      <ButtonRow>
        <SubmitButton pendingLabel="Restoring…">Restore this event</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Back to the event
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
