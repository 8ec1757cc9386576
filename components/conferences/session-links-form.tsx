'use client';

import type { SessionLinksMade } from '@/lib/conference-links/make-session-links';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { Notice } from '../notice';
import { RadioGroup } from '../radio-group';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type State = FormState<SessionLinksMade>;

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  address: string;
  /** How many sessions have no link. */
  count: number;
};

/** Asks once what the links of all sessions without one require (M13, M25). */
export function SessionLinksForm({ action, address, count }: Props) {
  const values = { access: 'code_word' };
  const [state, submit] = useFormAction<SessionLinksMade>(action, { values, errors: [] }, address);
  const box = (name: string) => ({ name, defaultChecked: textOf(state.values, name) === 'yes' });
  return (
    <details className="own-mail mb-6" open={count > 0}>
      <summary>{count === 1 ? 'Create a link for this session' : `Create links for these ${count} sessions`}</summary>
      <form action={submit} noValidate>
        <ErrorSummary problems={problemsOf(state)} />
        {state.answer && (
          <Notice kind="warning" announce title={`${state.answer.made} created, ${state.answer.failed.length} not`}>
            {Object.entries(Object.groupBy(state.answer.failed, ({ why }) => why)).map(([why, sessions = []]) => (
              <div key={why}>
                <p>{why}</p>
                <ul className="bulleted">
                  {sessions.map(({ id, title }) => (
                    <li key={id}>
                      <a href={`/events/${id}/share`}>
                        <bdi>{title}</bdi>
                      </a>
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </Notice>
        )}
        <RadioGroup
          name="access"
          label="A session can be claimed by"
          error={errorOf(state, 'access')}
          defaultValue={textOf(state.values, 'access')}
          choices={[
            {
              value: 'code_word',
              label: 'People with the session’s code word',
              hint: 'Each session gets its own word, listed below. The presenter says or shows it at the end.',
            },
            {
              value: 'roster',
              label: 'People on its roster only',
              hint: 'Registered, imported or checked in. They confirm their email address with a code.',
            },
            {
              value: 'open',
              label: 'Anyone with the link',
              hint: 'We recommend reviewing claims.',
            },
          ]}
        />
        <CheckboxField
          {...box('reviewed')}
          label="Review each claim before issuing"
          hint="Claims wait on each session’s page until you accept or refuse them."
        />
        <CheckboxField
          {...box('afterEvaluation')}
          label="After the evaluation"
          hint="Attendees answer each session’s questions first."
        />
        <CheckboxField
          {...box('unsigned')}
          label="Create links also for sessions that are not signed"
          hint="Section IV of each certificate that is claimed until then is blank. Someone has to sign each one by hand before it counts."
        />
        <ButtonRow>
          <SubmitButton pendingLabel="Making…">Create the links</SubmitButton>
        </ButtonRow>
      </form>
    </details>
  );
}
