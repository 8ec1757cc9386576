'use client';

import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import type { ApproveResult } from '@/lib/requests/decide-request';
import { MAX_WORDS } from '@/lib/requests/limits';
import type { CertificateChange } from '@/lib/requests/rules';
import { Asked } from '../asked';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { type IssuedCertificates, IssuedCertificatesChoice } from '../issued-certificates-choice';
import { Notice } from '../notice';
import { SelectField } from '../select-field';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

export type ApproveState = FormState<ApproveResult>;

type Action<State> = (before: State, form: FormData) => Promise<State>;

type ApproveProps = {
  action: Action<ApproveState>;
  saw: string;
  label: string;
  address: string;
  /** The proposed username, for a request for access. */
  username?: string | undefined;
  /** For a request about an event: its valid certificates, and what can become of them. */
  issued?: IssuedCertificates | undefined;
  change?: CertificateChange | undefined;
};

/** Approves a request, which makes its change. */
export function ApproveForm({ action, saw, label, address, username, issued, change }: ApproveProps) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {state.answer?.kind === 'moved' && (
        <Asked answer={state.answer} label="The record was changed a moment ago">
          <Notice kind="warning" title="The record was changed a moment ago">
            <p>
              Nothing was approved. <a href={address}>Open the request again</a> to see it as it is now, then decide.
            </p>
          </Notice>
        </Asked>
      )}
      <input type="hidden" name="saw" value={saw} />
      {username !== undefined && (
        <TextField
          name="username"
          label="Username"
          hint="For a new person, choose one that is free. A person who already has a sign-in keeps theirs."
          error={errorOf(state, 'username')}
          defaultValue={textOf(state.values, 'username') || username}
          width="md"
          autoCapitalize="none"
          spellCheck={false}
        />
      )}
      {issued && change && <IssuedCertificatesChoice change={change} issued={issued} state={state} />}
      <TextArea
        name="note"
        label="Note to the provider"
        optional
        error={errorOf(state, 'note')}
        defaultValue={textOf(state.values, 'note')}
        maxCharacters={MAX_WORDS}
        rows={2}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Approving…">{label}</SubmitButton>
      </ButtonRow>
    </form>
  );
}

type Props = { action: Action<FormState>; address: string };

type AssignProps = Props & { people: { id: number; name: string }[]; assigneeId: number | null };

/** Assigns a request to a member of staff, or to nobody. */
export function AssignForm({ action, address, people, assigneeId }: AssignProps) {
  const shown = assigneeId === null ? '' : String(assigneeId);
  const [state, submit] = useFormAction(action, { values: { assignee: shown }, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <SelectField
        key={shown}
        name="assignee"
        label="Who answers"
        emptyLabel="Not assigned"
        options={people.map(({ id, name }) => ({ value: String(id), label: name }))}
        defaultValue={textOf(state.values, 'assignee')}
        error={errorOf(state, 'assignee')}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…" variant="secondary">
          Assign
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}
