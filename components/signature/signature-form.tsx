'use client';

import { useRef, useState } from 'react';
import { type FormState, type FormValues, formValues, textOf } from '@/lib/platform/forms/form-values';
import { MAX_PRINTED_NAME, MAX_SIGNATURE, MAX_SIGNER_TITLE } from '@/lib/signing/limits';
import type { OwnSignature } from '@/lib/signing/own-signature';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { RadioGroup } from '../radio-group';
import { useScripted } from '../reset/use-scripted';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { type Drawing, DrawingPad } from './drawing-pad';
import { PictureField } from './picture-field';
import { SignatureLine } from './signature-line';

/** The drawing or picture could not be accepted; nothing was saved. */
export type SignatureFormState = FormState<{ sentence: string }>;

type Props = {
  action: (before: SignatureFormState, form: FormData) => Promise<SignatureFormState>;
  now: OwnSignature | null;
  /** The person's name, for a first signature. */
  name: string;
  /** Today, in words. */
  today: string;
  /** The event, or the sessions of the conference, to sign afterwards. */
  event: string;
  conference: string;
  address: string;
  cancelHref: string;
};

/** Asks how a person signs certificates: typed, drawn or as a picture, with printed name and title (M12). */
export function SignatureForm({ action, now, name, today, event, conference, address, cancelHref }: Props) {
  const [state, submit, pending] = useFormAction(action, { values: valuesOf(now, name), errors: [] }, address);
  const scripted = useScripted();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState<FormValues>(state.values);
  const [drawing, setDrawing] = useState<Drawing>(null);
  const [picture, setPicture] = useState<string | null>(null);
  const field = textOf(state.values, 'kind') === 'drawn' ? 'drawing' : 'picture';
  const errors = [...state.errors, ...(state.answer ? [{ field, message: state.answer.sentence }] : [])];
  const shown = { ...state, errors };
  const kind = textOf(typed, 'kind');
  const kept = (way: OwnSignature['kind']) => (now?.kind === way ? now.signature : null);
  const drawn = { typed: null, drawn: drawing?.src, picture }[kind];
  return (
    <form
      ref={form}
      action={submit}
      noValidate
      className="signature-form"
      onInput={(input) => setTyped(formValues(new FormData(input.currentTarget)))}
    >
      <div>
        <ErrorSummary problems={problemsOf(shown)} />
        <RadioGroup
          name="kind"
          label="How you sign"
          error={errorOf(shown, 'kind')}
          defaultValue={textOf(state.values, 'kind')}
          choices={[
            { value: 'typed', label: 'Typed', hint: 'Your name in a script font' },
            ...(scripted
              ? [{ value: 'drawn', label: 'Drawn', hint: 'With a finger, a pen or the mouse, on this page' }]
              : []),
            { value: 'picture', label: 'Picture', hint: 'A photograph or scan of your signature on paper' },
          ]}
        />
        <div data-way="typed">
          <TextField
            name="typedText"
            label="Your signature"
            hint="The way you sign, in any script."
            error={errorOf(shown, 'typedText')}
            defaultValue={textOf(state.values, 'typedText')}
            autoComplete="off"
            dir="auto"
            width="md"
            maxLength={MAX_SIGNATURE}
          />
        </div>
        <div data-way="drawn">
          {scripted && (
            <DrawingPad error={errorOf(shown, 'drawing')} kept={kept('drawn') !== null} onDraw={setDrawing} />
          )}
          <input type="hidden" name="drawing" value={drawing?.posted ?? ''} />
        </div>
        <div data-way="picture">
          <PictureField error={errorOf(shown, 'picture')} kept={kept('picture') !== null} onChoose={setPicture} />
        </div>
        <TextField
          name="printedName"
          label="Printed name"
          hint="Printed under your signature so everyone can read who signed."
          error={errorOf(shown, 'printedName')}
          defaultValue={textOf(state.values, 'printedName')}
          autoComplete="name"
          dir="auto"
          width="md"
          maxLength={MAX_PRINTED_NAME}
        />
        <TextField
          name="title"
          label="Title"
          hint="Your role at the provider, such as Curriculum Director."
          error={errorOf(shown, 'title')}
          defaultValue={textOf(state.values, 'title')}
          autoComplete="organization-title"
          dir="auto"
          width="md"
          maxLength={MAX_SIGNER_TITLE}
        />
        <input type="hidden" name="event" value={event} />
        <input type="hidden" name="conference" value={conference} />
      </div>
      {scripted && (
        <section aria-labelledby="signature-preview">
          <h2 id="signature-preview">How it looks on a certificate</h2>
          <SignatureLine
            signature={
              kind === 'typed'
                ? { kind: 'typed', text: textOf(typed, 'typedText') }
                : drawn
                  ? { kind: 'picture', src: drawn }
                  : kept(kind as OwnSignature['kind'])
            }
            printedName={textOf(typed, 'printedName')}
            title={textOf(typed, 'title')}
            date={today}
          />
        </section>
      )}
      <ButtonRow>
        <Button disabled={pending}>Save signature</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

function valuesOf(now: OwnSignature | null, name: string): FormValues {
  return {
    kind: now?.kind ?? 'typed',
    typedText: now?.signature.kind === 'typed' ? now.signature.text : name,
    printedName: now?.printedName ?? name,
    title: now?.title ?? '',
  };
}
