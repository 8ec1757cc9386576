'use client';

import { EMPTY_FORM, type FormState, type FormValues } from '@/lib/platform/forms/form-values';
import { ButtonRow } from './button-row';
import { SubmitButton } from './submit-button';
import { useFormAction } from './use-form-action';

/** Why a posted form's page cannot be rendered: the person is signed out, or the database is unavailable. */
export type KeptBecause = 'signed_out' | 'unavailable';

type Action<Answer> = (before: FormState<Answer>, form: FormData) => Promise<FormState<Answer>>;

type Props<Answer> = {
  because: KeptBecause;
  action: Action<Answer>;
  /** The page of the form that was posted. It makes React treat the two forms as the same one. */
  address: string;
  saveLabel: string;
  /** The other forms of the page in which people type. */
  others?: readonly OtherForm[];
};

type OtherForm = { action: Action<never>; saveLabel: string };

const WORDS: Record<KeptBecause, { title: string; why: string }> = {
  signed_out: {
    title: 'Your session has ended',
    why: 'You were away too long, or signed out in another window.',
  },
  unavailable: { title: 'PDUPS is not available right now', why: '' },
};

const NO_OTHERS: readonly OtherForm[] = [];

/**
 * Replaces a form that was posted without JavaScript when its page cannot be rendered, and preserves what was typed
 * until it can be sent again. With JavaScript, the form itself stays in place.
 */
export function KeptForm<Answer>({ because, action, address, saveLabel, others = NO_OTHERS }: Props<Answer>) {
  const [state, submit] = useFormAction(action, EMPTY_FORM, address);
  const forms = [
    { state, submit, label: saveLabel },
    ...others.map((form) => {
      // biome-ignore lint/correctness/useHookAtTopLevel: a page always has the same forms.
      const [itsState, itsSubmit] = useFormAction(form.action, EMPTY_FORM, address);
      return { state: itsState, submit: itsSubmit, label: form.saveLabel };
    }),
  ];
  // React hands what was typed to the form that was posted; the others are as they began.
  const posted = forms.find((form) => form.state !== EMPTY_FORM);
  const { title, why } = WORDS[because];
  return posted ? (
    <Posted because={because} values={posted.state.values} submit={posted.submit} saveLabel={posted.label} />
  ) : (
    <div className="prose">
      <h1>{title}</h1>
      <p>{why} Nothing was saved.</p>
      <p>
        <a href={address}>Open the page again</a>
      </p>
    </div>
  );
}

type PostedProps = {
  because: KeptBecause;
  values: FormValues;
  submit: (form: FormData) => void;
  saveLabel: string;
};

function Posted({ because, values, submit, saveLabel }: PostedProps) {
  const { title, why } = WORDS[because];
  return (
    <form action={submit} className="prose">
      <h1>{title}</h1>
      <p>{why} Nothing is saved yet, but what you typed is still on this page.</p>
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
