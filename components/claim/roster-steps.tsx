'use client';

import type { OwnLine, RosterStep } from '@/lib/certificates/claims/roster/claim-line';
import type { LinkedEvent } from '@/lib/certificates/share-links/open-link';
import type { EvaluationForm } from '@/lib/evaluations/find-form';
import { VERSION_FIELD } from '@/lib/evaluations/questions';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
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

/** For roster members: the address that the provider has, the code that was sent there, then the own line. */
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
          intro={`Look in the spam folder, or try another address. If the provider has none of you, call ${event.providerName}, ${event.providerPhone}.`}
        />
      </>
    );
  }
  const { lines, email } = step;
  const completed = lines.filter((line) => line.completed);
  return (
    <>
      {completed.length > 0 ? (
        <LineForm {...rest} address={address} lines={completed} />
      ) : (
        <NotCompleted event={event} email={email} lines={lines} />
      )}
      <h2 className="mt-10">Somebody else?</h2>
      {/* A form of its own: the one before it, at the same place, would hand on the first person's address. */}
      <AskForm
        key="somebody-else"
        action={askAction}
        address={address}
        again
        intro={`What stands above belongs to ${email}. For another address we send another code.`}
      />
    </>
  );
}

type NotCompletedProps = { event: LinkedEvent; email: string; lines: OwnLine[] };

function NotCompleted({ event, email, lines }: NotCompletedProps) {
  return (
    <Inset title={lines.length === 0 ? 'Not on the roster' : 'Not marked as completed yet'}>
      <p>
        {lines.length === 0
          ? `${email} does not stand on the event’s roster any more.`
          : `${lines.map(({ name }) => name).join(', ')} ${lines.length === 1 ? 'is' : 'are'} on the roster, but not marked as having completed the event. Certificates are for who completed it.`}
      </p>
      <p>
        If you did, call {event.providerName}, {event.providerPhone}, and then reload this page.
      </p>
    </Inset>
  );
}

type AskProps = { action: Action; address: string; email?: string; again?: boolean; intro: string };

function AskForm({ action, address, email = '', again = email !== '', intro }: AskProps) {
  const [state, submit] = useFormAction(action, { values: { address: email }, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <p className="hint mb-4">{intro}</p>
      <TextField
        name="address"
        label="Your e-mail address"
        hint="The one that the provider has of you. We send a code there."
        error={errorOf(state, 'address')}
        defaultValue={textOf(state.values, 'address')}
        type="email"
        inputMode="email"
        autoComplete="email"
      />
      <ButtonRow>
        <SubmitButton pendingLabel="Sending…" variant={again ? 'secondary' : 'primary'}>
          {again ? 'Send another code' : 'Send me a code'}
        </SubmitButton>
      </ButtonRow>
    </form>
  );
}

function CheckForm({ action, address, email }: { action: Action; address: string; email: string }) {
  const [state, submit] = useFormAction(action, { values: {}, errors: [] }, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <p className="mb-4">
        If <strong className="wrap-anywhere">{email}</strong> stands on the roster, a letter with a code is on its way
        there. The code works for 10 minutes.
      </p>
      <TextField
        name="code"
        label="Code from the e-mail"
        hint="8 numerals"
        error={errorOf(state, 'code')}
        defaultValue={textOf(state.values, 'code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        width="sm"
      />
      <ButtonRow>
        <SubmitButton pendingLabel="One moment…">Go on</SubmitButton>
      </ButtonRow>
    </form>
  );
}

type LineProps = Pick<Props, 'reviewed' | 'evaluation' | 'address' | 'requestKey' | 'claimAction'> & {
  lines: { id: number; name: string }[];
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
      {evaluation && <EvaluationFields evaluation={evaluation} state={state} />}
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
            choices={lines.map(({ id, name }) => ({ value: String(id), label: <span dir="auto">{name}</span> }))}
          />
        )}
        <Statements state={state} />
      </FormSection>
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey') || requestKey} />
      <ButtonRow>
        <SubmitButton pendingLabel="One moment…">{reviewed ? 'Send my claim' : 'Get my certificate'}</SubmitButton>
      </ButtonRow>
    </form>
  );
}
