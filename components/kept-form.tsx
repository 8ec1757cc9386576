'use client';

import { useActionState } from 'react';
import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import { ButtonRow } from './button-row';
import { SubmitButton } from './submit-button';

/** Why a posted form's page cannot be rendered: the person is signed out, or the database is unavailable. */
export type KeptBecause = 'signed_out' | 'unavailable';

type Props<Answer> = {
  because: KeptBecause;
  action: (before: FormState<Answer>, form: FormData) => Promise<FormState<Answer>>;
  /** The page of the form that was posted. It makes React treat the two forms as the same one. */
  address: string;
  saveLabel: string;
};

const WORDS: Record<KeptBecause, { title: string; what: string }> = {
  signed_out: {
    title: 'Your session has ended',
    what: 'You were away too long, or signed out in another window. Nothing is saved yet, but what you typed is still on this page.',
  },
  unavailable: {
    title: 'PDUPS is not available right now',
    what: 'Nothing is saved yet, but what you typed is still on this page.',
  },
};

/**
 * Replaces a form that was posted without JavaScript when its page cannot be rendered, and preserves what was typed
 * until it can be sent again. With JavaScript, the form itself stays in place.
 */
export function KeptForm<Answer>({ because, action, address, saveLabel }: Props<Answer>) {
  const [{ values }, submit] = useActionState(action, EMPTY_FORM, address);
  const { title, what } = WORDS[because];
  return (
    <form action={submit} className="prose">
      <h1>{title}</h1>
      <p>{what}</p>
      {because === 'signed_out' ? (
        <ol>
          <li>
            <a href="/sign-in" target="_blank" rel="noopener">
              Sign in <span className="hint">(opens in a new tab)</span>
            </a>
          </li>
          <li>Come back to this page and choose “{saveLabel}”.</li>
        </ol>
      ) : (
        <p>Wait a minute, then choose “{saveLabel}”.</p>
      )}
      {Object.entries(values).map(([name, value]) =>
        typeof value === 'string' ? (
          <input key={name} type="hidden" name={name} value={value} />
        ) : (
          value.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: only its position identifies a value, which can be there twice.
            <input key={`${name} ${index}`} type="hidden" name={`${name}[]`} value={item} />
          ))
        ),
      )}
      <ButtonRow>
        <SubmitButton pendingLabel="Saving…">{saveLabel}</SubmitButton>
      </ButtonRow>
    </form>
  );
}
