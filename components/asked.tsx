'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** Shows a question about a form. It takes the focus each time a question is asked, because it is above everything that was typed. */
export function Asked({ answer, label, children }: { answer: object; label: string; children: ReactNode }) {
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer asks again.
  useEffect(() => {
    box.current?.focus();
  }, [answer]);
  return (
    // biome-ignore lint/a11y/noAutofocus: without JavaScript this is what brings the person to the question.
    <section ref={box} tabIndex={-1} autoFocus aria-label={label} className="mb-8">
      {children}
    </section>
  );
}
