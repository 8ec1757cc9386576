'use client';

import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { formValues } from '@/lib/platform/forms/form-values';
import type { DraftFacts } from '@/lib/printing/template/certificate';
import { Button } from '../button';
import { CertificateSheet } from '../certificate-sheet';
import { useFilledFields } from '../use-filled-fields';
import { draftFacts, type Provider } from './draft-facts';

type CertificatePreviewProps = {
  form: RefObject<HTMLFormElement | null>;
  provider: Provider;
};

const LABEL = 'Preview of the certificate with what you’ve entered';

/** Long enough not to render at every keystroke, short enough to feel live. */
const PAUSE_MS = 150;

/** The width at which the preview is beside the form; on narrower screens it is collapsed below it. */
const BESIDE_THE_FORM = '(width >= 64rem)';

/** Shows the certificate for the current form, and renders it again as people type. */
export function CertificatePreview({ form, provider }: CertificatePreviewProps) {
  const [open, setOpen] = useState<boolean | null>(null);
  const [facts, setFacts] = useState<DraftFacts>({});
  const large = useRef<HTMLDialogElement>(null);

  // Without JavaScript there is no preview at all, rather than an empty frame.
  useEffect(() => setOpen(window.matchMedia(BESIDE_THE_FORM).matches), []);

  const read = () => {
    if (form.current) setFacts(draftFacts(formValues(new FormData(form.current)), provider));
  };
  const readNow = useEffectEvent(read);
  useFilledFields(read);

  useEffect(() => {
    const typed = form.current;
    if (!typed) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => readNow(), PAUSE_MS);
    };
    typed.addEventListener('input', readSoon);
    return () => {
      clearTimeout(timer);
      typed.removeEventListener('input', readSoon);
    };
  }, [form]);

  if (open === null) return null;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer py-2 font-semibold">Preview of the certificate</summary>
      <CertificateSheet facts={facts} label={LABEL} />
      <Button type="button" variant="quiet" onClick={() => large.current?.showModal()}>
        Open large
      </Button>
      <dialog ref={large} className="large-preview" aria-label="Preview of the certificate">
        <form method="dialog">
          <Button variant="secondary">Close</Button>
        </form>
        <CertificateSheet facts={facts} label={LABEL} />
      </dialog>
      <p className="hint mt-2">The preview updates as you type. The certificate itself is made when you print it.</p>
    </details>
  );
}
