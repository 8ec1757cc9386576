'use client';

import { type RefObject, useEffect, useState } from 'react';
import type { DraftFacts } from '@/lib/certificates/template/certificate';
import { formValues } from '@/lib/platform/forms/form-values';
import { CertificateSheet } from '../certificate-sheet';
import { draftFacts } from './draft-facts';

type CertificatePreviewProps = {
  form: RefObject<HTMLFormElement | null>;
  provider: { name: string; phone: string };
};

/** Long enough not to draw at every keystroke, short enough to feel live. */
const PAUSE_MS = 150;

/** Where the preview stands beside the form; narrower, it is folded away below it. */
const BESIDE_THE_FORM = '(width >= 64rem)';

/** The certificate as the form stands, drawn anew while someone types. */
export function CertificatePreview({ form, provider }: CertificatePreviewProps) {
  const [open, setOpen] = useState<boolean | null>(null);
  const [facts, setFacts] = useState<DraftFacts>({});
  const { name, phone } = provider;

  // Without a script there is no preview at all, rather than an empty frame.
  useEffect(() => setOpen(window.matchMedia(BESIDE_THE_FORM).matches), []);

  useEffect(() => {
    const typed = form.current;
    if (!typed) return;
    const read = () => setFacts(draftFacts(formValues(new FormData(typed)), { name, phone }));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(read, PAUSE_MS);
    };
    read();
    typed.addEventListener('input', readSoon);
    return () => {
      clearTimeout(timer);
      typed.removeEventListener('input', readSoon);
    };
  }, [form, name, phone]);

  if (open === null) return null;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer py-2 font-semibold">Preview of the certificate</summary>
      <CertificateSheet facts={facts} label="The certificate as it would be printed with what the form says now" />
      <p className="hint mt-2">It follows what you type. The certificate itself is made when you print it.</p>
    </details>
  );
}
