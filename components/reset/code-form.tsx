'use client';

import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { Notice } from '../notice';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type State = FormState<string>;
type Action<S> = (before: S, form: FormData) => Promise<S>;

type Props = {
  verify: Action<State>;
  sendAnother: Action<FormState>;
  mark: string;
  typed: string;
  code: 'waiting' | 'expired' | 'refused';
  moreCodes: boolean;
  /** Whether another code was just requested. */
  another: boolean;
};

const DEAD = {
  expired: 'The code expired after ten minutes.',
  refused: 'A wrong code was entered five times, so the code no longer works.',
};

/** Asks for the code from the email, and says what to do if none arrived. */
export function CodeForm({ verify, sendAnother, mark, typed, code, moreCodes, another }: Props) {
  const [state, submit] = useFormAction(verify, EMPTY_FORM);
  const [asked, ask] = useFormAction(sendAnother, EMPTY_FORM);
  return (
    <>
      {code !== 'waiting' ? (
        <Notice kind="warning" announce title="Request another code">
          <p>{DEAD[code]}</p>
        </Notice>
      ) : (
        another && (
          <Notice announce title="Another code is on its way">
            <p>It is sent if the address matches the one on file. The earlier code no longer works.</p>
          </Notice>
        )
      )}
      <form action={submit} noValidate hidden={code !== 'waiting'}>
        <ErrorSummary problems={problemsOf(state)} />
        <input type="hidden" name="mark" value={mark} />
        <TextField
          name="code"
          label="Code from the email"
          hint="Eight digits; spaces are ignored. The code works for ten minutes."
          error={errorOf(state, 'code')}
          defaultValue={textOf(state.values, 'code')}
          width="sm"
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <SubmitButton pendingLabel="One moment…">Continue</SubmitButton>
      </form>
      <h2 className="mt-8">{code === 'waiting' ? 'No code after two minutes?' : 'Before you request another'}</h2>
      <ul className="mt-2 mb-4 list-disc space-y-1 pl-5">
        <li>Check your spam or junk folder.</li>
        <li>
          {typed ? (
            <>
              You typed <strong className="wrap-anywhere">{typed}</strong>. If it is mistyped,{' '}
            </>
          ) : (
            'If you may have mistyped it, '
          )}
          <a href="/password-reset/email">type the address again</a>. We don’t say whether it is correct, because that
          would tell strangers too.
        </li>
      </ul>
      {moreCodes ? (
        // Outside the box of the first form, because it is an alternative and not the next step.
        <form action={ask} className="m-0 border-0 bg-transparent p-0">
          <ErrorSummary problems={problemsOf(asked)} />
          <input type="hidden" name="mark" value={mark} />
          <SubmitButton variant={code === 'waiting' ? 'secondary' : 'primary'} pendingLabel="One moment…">
            Send another code
          </SubmitButton>
        </form>
      ) : (
        <p>
          You requested five codes, the limit for one reset. <a href="/password-reset">Start over</a>, or email the
          address below.
        </p>
      )}
    </>
  );
}
