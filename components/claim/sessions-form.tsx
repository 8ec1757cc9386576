'use client';

import { useEffect, useRef } from 'react';
import { MAX_EDUCATOR_NUMBER, MAX_EMAIL, MAX_NAME, MAX_SCHOOL } from '@/lib/attendees/limits';
import type { ClaimStep, SessionQuestions, SessionResult } from '@/lib/claims/conference/claim-sessions';
import type { ConferenceForm, SessionChoice } from '@/lib/claims/conference/page';
import { codeWordField, prefixOf } from '@/lib/claims/conference/session-fields';
import { titleWithinConference } from '@/lib/events/rules';
import { type FormState, listOf, textOf } from '@/lib/platform/forms/form-values';
import { ButtonRow } from '../button-row';
import { CheckboxGroup } from '../checkbox-group';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { Notice } from '../notice';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { EvaluationFields } from './evaluation-fields';
import { Statements } from './statements';

type State = FormState<ClaimStep>;

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  form: ConferenceForm;
  address: string;
  /** The page with the certificates. */
  href: string;
  /** Identifies this form, so that sending it twice claims nothing twice. */
  requestKey: string;
};

/**
 * Asks who somebody is and which sessions they attended, then what each of these asks, and says what came of each. It starts
 * over when an address was confirmed, because then it is filled in with what the rosters say.
 */
export function SessionsForm(props: Props) {
  const { proved } = props.form;
  return <Steps key={proved.step === 'proved' ? proved.email : ''} {...props} />;
}

function Steps({ action, form, address, href, requestKey }: Props) {
  const { filled, proved } = form;
  const values = { ...filled, email: proved.step === 'proved' ? proved.email : filled.email, requestKey };
  const [state, submit] = useFormAction<ClaimStep>(action, { values, errors: [] }, address);
  const answer = state.answer?.step === 'done' ? undefined : state.answer;
  const shown: State = { ...state, errors: answer?.errors ?? state.errors };
  const step = answer?.step ?? 'choose';
  const within = withinConference(form);
  return (
    <form action={submit} noValidate key={step}>
      <ErrorSummary problems={problemsOf(shown)} />
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey') || requestKey} />
      {answer && answer.step !== 'choose' ? (
        <>
          {answer.step === 'results' && <Results results={answer.results.map(within)} href={href} />}
          <Questions sessions={answer.sessions.map(within)} state={shown} isAgain={answer.step === 'results'} />
        </>
      ) : (
        <Choose form={form} state={shown} />
      )}
    </form>
  );
}

function Choose({ form, state }: { form: ConferenceForm; state: State }) {
  const { proved, days } = form;
  const field = (name: string) => ({ name, error: errorOf(state, name), defaultValue: textOf(state.values, name) });
  const chosen = listOf(state.values, 'sessions');
  const within = withinConference(form);
  return (
    <>
      <FormSection title="You">
        <TextField
          {...field('name')}
          label="Your name"
          hint="As it should appear on the certificates. Check the spelling: only the provider can change it later."
          autoComplete="name"
          maxLength={MAX_NAME * 2}
          dir="auto"
        />
        {proved.step === 'proved' ? (
          <input type="hidden" name="email" value={proved.email} />
        ) : (
          <TextField
            {...field('email')}
            label="Email"
            hint="The one the provider has for you, if you registered."
            type="email"
            inputMode="email"
            autoComplete="email"
            maxLength={MAX_EMAIL}
          />
        )}
        <TextField
          {...field('school')}
          label="School or district"
          optional
          autoComplete="organization"
          maxLength={MAX_SCHOOL * 2}
          dir="auto"
        />
        <TextField
          {...field('educatorNumber')}
          label="Educator number"
          optional
          hint="Your educator (folio) number, if you have it. Never a Social Security number."
          autoComplete="off"
          maxLength={MAX_EDUCATOR_NUMBER * 2}
          width="sm"
        />
      </FormSection>
      <FormSection title="Sessions you attended">
        {days.map(({ day, sessions }, index) => (
          <CheckboxGroup
            key={day}
            name="sessions[]"
            id={index === 0 ? 'sessions' : `sessions-${index}`}
            label={day}
            error={index === 0 ? errorOf(state, 'sessions') : undefined}
            choices={sessions.map((session) => choiceOf(within(session)))}
            defaultValues={chosen}
          />
        ))}
      </FormSection>
      <ButtonRow>
        <SubmitButton pendingLabel="One moment…" name="step" value="choose">
          Continue
        </SubmitButton>
      </ButtonRow>
    </>
  );
}

/** Leaves the name of the conference, which is at the top of the page, out of a session's title. */
const withinConference =
  ({ conference: { name } }: ConferenceForm) =>
  <Session extends { title: string }>(session: Session): Session => ({
    ...session,
    title: titleWithinConference({ title: session.title, conference: name }),
  });

const choiceOf = ({ id, title, about, asks }: SessionChoice) => ({
  value: String(id),
  label: <bdi>{title}</bdi>,
  hint: (
    <>
      <bdi>{about}</bdi>
      {asks && <span className="block">{asks}</span>}
    </>
  ),
});

type QuestionsProps = { sessions: SessionQuestions[]; state: State; isAgain: boolean };

function Questions({ sessions, state, isAgain }: QuestionsProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The step before is gone from the page, and with it the button that had the focus.
  useEffect(() => heading.current?.focus(), []);
  const asking = sessions.filter(({ asksCodeWord, evaluation }) => asksCodeWord || evaluation);
  const kept = ['name', 'email', 'school', 'educatorNumber'];
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {isAgain ? 'Try these again' : 'Almost done'}
      </h2>
      <p>
        <bdi>{textOf(state.values, 'name')}</bdi>, {sessions.length} {sessions.length === 1 ? 'session' : 'sessions'}:
      </p>
      <ul className="bulleted">
        {sessions.map(({ id, title, reviewed }) => (
          <li key={id}>
            <bdi>{title}</bdi>
            {reviewed && <span className="hint"> The provider reviews the claim first.</span>}
          </li>
        ))}
      </ul>
      {kept.map((name) => (
        <input key={name} type="hidden" name={name} value={textOf(state.values, name)} />
      ))}
      {sessions.map(({ id }) => (
        <input key={id} type="hidden" name="sessions[]" value={id} />
      ))}
      {asking.map((session) => (
        <FormSection key={session.id} title={<bdi>{session.title}</bdi>}>
          {session.asksCodeWord && (
            <TextField
              name={codeWordField(session.id)}
              label="Code word"
              hint="It was said or shown at this session. Capital letters don’t matter."
              defaultValue={textOf(state.values, codeWordField(session.id))}
              autoComplete="off"
              autoCapitalize="none"
              maxLength={200}
              width="md"
            />
          )}
          {session.evaluation && (
            <EvaluationFields
              evaluation={session.evaluation}
              state={state}
              title="Evaluation"
              prefix={prefixOf(session.id)}
            />
          )}
        </FormSection>
      ))}
      <Statements
        state={state}
        completed={sessions.length === 1 ? 'I completed this session.' : 'I completed each of these sessions.'}
      />
      <ButtonRow>
        <SubmitButton pendingLabel="One moment…" name="step" value="claim">
          Get my certificates
        </SubmitButton>
        <SubmitButton pendingLabel="One moment…" name="step" value="back" variant="quiet">
          Change name or sessions
        </SubmitButton>
      </ButtonRow>
    </>
  );
}

const WORDS: Record<Exclude<SessionResult['state'], 'failed'>, string> = {
  issued: 'Certificate issued',
  waiting: 'Received; the provider decides before there is a certificate',
  refused: 'The provider did not accept this claim',
  withdrawn: 'The provider withdrew this claim',
};

function Results({ results, href }: { results: SessionResult[]; href: string }) {
  const done = results.filter(({ state }) => state !== 'failed');
  return (
    <>
      {results.map((result) =>
        result.state === 'failed' ? (
          <Notice key={result.id} kind="warning" announce title={<bdi>{result.title}</bdi>}>
            <p>{result.why}</p>
          </Notice>
        ) : null,
      )}
      {done.length > 0 && (
        <Notice kind="success" announce title="Done">
          <ul>
            {done.map(({ id, title, state }) => (
              <li key={id}>
                <bdi>{title}</bdi>: {WORDS[state as keyof typeof WORDS]}
              </li>
            ))}
          </ul>
          <p>
            <a href={href}>Your certificates</a>
          </p>
        </Notice>
      )}
    </>
  );
}
