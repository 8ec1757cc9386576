'use client';

import { useEffect, useRef, useState } from 'react';
import type { DrawnSignature } from '@/lib/printing/signature/signature-art';
import { certificateBody, certificateCss, type DraftFacts, type Drawn } from '@/lib/printing/template/certificate';

type CertificateSheetProps = {
  facts: DraftFacts;
  /** What appears on the line of Section IV; the facts then say whose signature it is. */
  signature?: DrawnSignature | null;
  /** For a named certificate. */
  qrCode?: Drawn['qrCode'];
  /** What the picture shows, for people who cannot see it. */
  label: string;
};

/**
 * Shows a certificate on the screen, rendered with the same template that is printed. It lives in a shadow root: the
 * page's styles stay out, its own stay in, and a constructed stylesheet needs no exception in the content policy.
 * Without JavaScript it shows nothing, rather than an empty frame.
 */
export function CertificateSheet({ facts, signature = null, qrCode = null, label }: CertificateSheetProps) {
  const host = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);

  useEffect(() => {
    const frame = host.current;
    if (!frame) return;
    const root = frame.shadowRoot ?? styledRoot(frame);
    // The template escapes every value.
    root.innerHTML = certificateBody(facts, { signature, qrCode });
    setDrawn(true);
  }, [facts, signature, qrCode]);

  return (
    <div
      ref={host}
      role="img"
      aria-label={label}
      hidden={!drawn}
      className="overflow-hidden rounded-sm border border-line shadow-raised"
    />
  );
}

function styledRoot(frame: HTMLElement): ShadowRoot {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(certificateCss);
  const root = frame.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheet];
  return root;
}
