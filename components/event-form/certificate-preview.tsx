'use client';

import { type RefObject, useEffect, useRef, useState } from 'react';
import { certificateBody, certificateCss } from '@/lib/certificates/template/certificate';
import { formValues } from '@/lib/platform/forms/form-values';
import { draftFacts } from './draft-facts';

type CertificatePreviewProps = {
  form: RefObject<HTMLFormElement | null>;
  provider: { name: string; phone: string };
};

/** Long enough not to draw at every keystroke, short enough to feel live. */
const PAUSE_MS = 150;

/** Where the preview stands beside the form; narrower, it is folded away below it. */
const BESIDE_THE_FORM = '(width >= 64rem)';

/**
 * The certificate as the form stands, drawn by the very template that is printed. It lives in a shadow root: the
 * page's styles stay out, its own stay in, and a constructed stylesheet needs no exception in the content policy.
 */
export function CertificatePreview({ form, provider }: CertificatePreviewProps) {
  const [open, setOpen] = useState<boolean | null>(null);
  const host = useRef<HTMLDivElement>(null);
  const { name, phone } = provider;

  // Without a script there is no preview at all, rather than an empty frame.
  useEffect(() => setOpen(window.matchMedia(BESIDE_THE_FORM).matches), []);

  useEffect(() => {
    const [typed, frame] = [form.current, host.current];
    if (!typed || !frame || open === null) return;
    const root = frame.shadowRoot ?? frame.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(certificateCss);
    root.adoptedStyleSheets = [sheet];
    const draw = () => {
      // The template escapes every value.
      root.innerHTML = certificateBody(draftFacts(formValues(new FormData(typed)), { name, phone }));
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const drawSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(draw, PAUSE_MS);
    };
    draw();
    typed.addEventListener('input', drawSoon);
    return () => {
      clearTimeout(timer);
      typed.removeEventListener('input', drawSoon);
    };
  }, [form, open, name, phone]);

  if (open === null) return null;
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer py-2 font-semibold">Preview of the certificate</summary>
      <div
        ref={host}
        role="img"
        aria-label="The certificate as it would be printed with what the form says now"
        className="overflow-hidden rounded-sm border border-line shadow-raised"
      />
      <p className="hint mt-2">It follows what you type. The certificate itself is made when you print it.</p>
    </details>
  );
}
