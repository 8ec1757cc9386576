'use client';

import { useActionState } from 'react';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { Notice } from '../notice';
import { SubmitButton } from '../submit-button';
import { TextField } from '../text-field';

type State = FormState<string>;
type Action<S> = (before: S, form: FormData) => Promise<S>;

type Props = {
  verify: Action<State>;
  sendAnother: Action<FormState>;
  mark: string;
  typed: string;
  code: 'waiting' | 'expired' | 'refused';
  moreCodes: boolean;
  /** The page was just asked for another code. */
  another: boolean;
};

const DEAD = {
  expired: 'The code was good for ten minutes, and they have passed.',
  refused: 'A wrong code was entered five times, so the code does not work any more.',
};

/** The code from the e-mail, and what to do when none came. */
export function CodeForm({ verify, sendAnother, mark, typed, code, moreCodes, another }: Props) {
  const [state, submit] = useActionState<State, FormData>(verify, EMPTY_FORM);
  const [asked, ask] = useActionState<FormState, FormData>(sendAnother, EMPTY_FORM);
  return (
    <>
      {code !== 'waiting' ? (
        <Notice kind="warning" announce title="Ask for another code">
          <p>{DEAD[code]}</p>
        </Notice>
      ) : (
        another && (
          <Notice announce title="Another code is on its way">
            <p>If the address is the one on file. The older code does not work any more.</p>
          </Notice>
        )
      )}
      <form action={submit} noValidate hidden={code !== 'waiting'}>
        <ErrorSummary problems={problemsOf(state)} />
        <input type="hidden" name="mark" value={mark} />
        <TextField
          name="code"
          label="Code from the e-mail"
          hint="Eight numerals; it works for ten minutes. Type or paste it, blanks do not matter."
          error={errorOf(state, 'code')}
          defaultValue={textOf(state.values, 'code')}
          width="sm"
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <SubmitButton pendingLabel="One moment…">Continue</SubmitButton>
      </form>
      <h2 className="mt-8">{code === 'waiting' ? 'No code after two minutes?' : 'Before you ask for another'}</h2>
      <ul className="mt-2 mb-4 list-disc space-y-1 pl-5">
        <li>Look into your spam or junk folder.</li>
        <li>
          {typed ? (
            <>
              You typed <strong className="wrap-anywhere">{typed}</strong>. If there is a slip in it,{' '}
            </>
          ) : (
            'If there may be a slip in what you typed, '
          )}
          <a href="/password-reset/email">type the address again</a>. We do not say whether it was right: that would
          tell strangers, too.
        </li>
      </ul>
      {moreCodes ? (
        // Out of the box of the first form: it is the way out, not the way on.
        <form action={ask} className="m-0 border-0 bg-transparent p-0">
          <ErrorSummary problems={problemsOf(asked)} />
          <input type="hidden" name="mark" value={mark} />
          <SubmitButton variant={code === 'waiting' ? 'secondary' : 'primary'} pendingLabel="One moment…">
            Send another code
          </SubmitButton>
        </form>
      ) : (
        <p>
          You asked for five codes, which is all that one reset gets. <a href="/password-reset">Begin again</a>, or
          write to the address below.
        </p>
      )}
    </>
  );
}
