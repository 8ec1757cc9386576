'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/**
 * A page that nobody has touched for this long stops refreshing. It is longer than the idle limit of a session, so that
 * the page of an ended session is replaced by the sign-in first.
 */
const MAX_UNTOUCHED_MINUTES = 40;

type Props = {
  everySeconds: number;
  /** A link to the same page, for browsers without JavaScript. */
  link?: { href: string; label: string };
};

/**
 * Refreshes the page while it is visible. The server recognizes these requests, and they do not keep a session alive
 * (scripts/start/request-checks.ts). It stops after a while without a key press, tap or pointer movement, and resumes
 * with the next one.
 */
export function LiveRefresh({ everySeconds, link }: Props) {
  const { refresh } = useRouter();

  useEffect(() => {
    let touchedAt = performance.now();
    const touch = () => {
      touchedAt = performance.now();
    };
    const timer = setInterval(() => {
      const isAttended = performance.now() - touchedAt < MAX_UNTOUCHED_MINUTES * 60_000;
      // Do not refresh while somebody is filling in the page.
      const isTyping = document.activeElement?.matches('input, textarea, select') ?? false;
      if (document.visibilityState === 'visible' && isAttended && !isTyping) refresh();
    }, everySeconds * 1000);
    const signs = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, [refresh, everySeconds]);

  if (!link) return null;
  return (
    <noscript>
      <p>
        <a href={link.href}>{link.label}</a>
      </p>
    </noscript>
  );
}
