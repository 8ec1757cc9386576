'use client';

import type { OwnLine, RosterStep } from '@/lib/claims/roster/claim-line';
import type { EvaluationForm } from '@/lib/evaluations/find-form';
import { VERSION_FIELD } from '@/lib/evaluations/questions';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import type { LinkedEvent } from '@/lib/share-links/open-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { Inset } from '../inset';
import { RadioGroup } from '../radio-group';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { EvaluationFields } from './evaluation-fields';
import { Statements } from './statements';

type Action = (before: FormState, form: FormData) => Promise<FormState>;

type Props = {
  step: RosterStep;
  event: LinkedEvent;
  reviewed: boolean;
  evaluation: EvaluationForm | null;
  address: string;
  requestKey: string;
  askAction: Action;
  checkAction: Action;
  claimAction: Action;
};

/** Guides roster members through the address that the provider has, the code sent there, and their own line. */
export function RosterSteps({ step, event, askAction, checkAction, address, ...rest }: Props) {
  if (step.step === 'address') {
    return <AskForm action={askAction} address={address} intro="This link is for people on the event’s roster." />;
  }
  if (step.step === 'code') {
    return (
      <>
        <CheckForm action={checkAction} address={address} email={step.email} />
        <h2 className="mt-10">No code?</h2>
        <AskForm
          action={askAction}
          address={address}
          email={step.email}
          intro={`Check your spam folder or try another address. If the provider doesn’t have your address, call ${event.providerName}, ${event.providerPhone}.`}
        />
      </>
    );
  }
  const { lines, email } = step;
  return (
    <>
      {lines.length > 0 ? (
        <>
          <NotCompleted event={event} lines={lines} />
          <LineForm {...rest} address={address} lines={lines} />
        </>
      ) : (
        <Inset title="Not on the roster">
          <p>{email} is no longer on the event’s roster.</p>
          <p>
            If you attended, call {event.providerName}, {event.providerPhone}, then reload this page.
          </p>
        </Inset>
      )}
      <h2 className="mt-10">Someone else?</h2>
      {/* A separate form, because the previous one in the same place would pass on the first person's address. */}
      <AskForm
        key="somebody-else"
        action={askAction}
        address={address}
        again
        intro={`The information above is for ${email}. To use another address, we’ll send another code.`}
      />
    </>
  );
}

/**
 * Says who is not marked as completed, unless they only checked in so far; they can claim, and the provider decides first (M13).
 */
function NotCompleted({ event, lines }: { event: LinkedEvent; lines: OwnLine[] }) {
  const names = lines.filter(({ mayClaim }) => !mayClaim).map(({ name }) => name);
  if (names.length === 0) return null;
  return (
    <Inset title="Not marked as completed yet">
      <p>
        <bdi>{names.join(', ')}</bdi> {names.length === 1 ? 'is' : 'are'} on the roster, but not marked as having
        completed the event. Certificates are only for people who completed it.
      </p>
      <p>
        If you did, submit the form: {event.providerName} decides before you get a certificate. You can also call{' '}
        {event.providerPhone}.
      </p>
    </Inset>
  );
}

type AskProps = { action: Action; address: string; email?: string; again?: boolean; intro: string };

export function AskForm({ action, address, email = '', again = email !== '', intro }: AskProps) {
  const [state, submit] = useFormAction(action, { values: { address: email }, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <p className="hint mb-4">{intro}</p>
      <TextField
        name="address"
        label="Your email address"
        hint="The address the provider has for you. We’ll send a code there."
        error={errorOf(state, 'address')}
        defaultValue={textOf(state.values, 'address')}
        type="email"
        inputMode="email"
        autoComplete="email"
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Sending…" variant={again ? 'secondary' : 'primary'}>
          {again ? 'Send another code' : 'Send code'}
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}

type CheckProps = { action: Action; address: string; email: string; roster?: string };

export function CheckForm({ action, address, email, roster = 'the roster' }: CheckProps) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <p className="mb-4">
        If <strong className="wrap-anywhere">{email}</strong> is on {roster}, we’re sending a code to it. The code works
        for 10 minutes.
      </p>
      <TextField
        name="code"
        label="Code from the email"
        hint="8 digits"
        error={errorOf(state, 'code')}
        defaultValue={textOf(state.values, 'code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        width="sm"
      />
      <ButtonRow>
        <SubmitButton pendingLabel="One moment…">Continue</SubmitButton>
      </ButtonRow>
    </form>
  );
}

type LineProps = Pick<Props, 'reviewed' | 'evaluation' | 'address' | 'requestKey' | 'claimAction'> & {
  lines: OwnLine[];
};

function LineForm({ lines, reviewed, evaluation, address, requestKey, claimAction }: LineProps) {
  const only = lines.length === 1 ? lines[0]! : null;
  const values = {
    requestKey,
    attendeeId: only ? String(only.id) : '',
    [VERSION_FIELD]: String(evaluation?.version ?? ''),
  };
  const [state, submit] = useFormAction(claimAction, { values, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <FormSection title="Your certificate">
        {only ? (
          <>
            <p className="mb-4">
              You are on the roster as <strong dir="auto">{only.name}</strong>.
            </p>
            <input type="hidden" name="attendeeId" value={only.id} />
          </>
        ) : (
          <RadioGroup
            name="attendeeId"
            label="Who are you?"
            error={errorOf(state, 'attendeeId')}
            defaultValue={textOf(state.values, 'attendeeId')}
            choices={lines.map(({ id, name, mayClaim, year }) => ({
              value: String(id),
              label: <span dir="auto">{name}</span>,
              hint: [year, mayClaim ? null : 'Not marked as completed yet'].filter(Boolean).join('. ') || undefined,
            }))}
          />
        )}
      </FormSection>
      {evaluation && <EvaluationFields evaluation={evaluation} state={state} />}
      <FormSection title="Your statement">
        <Statements state={state} />
      </FormSection>
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey') || requestKey} />
      <ButtonRow>
        <SubmitButton pendingLabel="One moment…">
          {reviewed || !lines.some(({ mayClaim }) => mayClaim) ? 'Submit claim' : 'Get my certificate'}
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}
