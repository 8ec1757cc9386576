'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Who has not touched the page for so long has gone; asking on would also keep a session alive that nobody uses. */
const LONGEST_MINUTES = 20;

/**
 * Draws the page anew every so often while somebody looks at it. Without a script people reload. Stops after a while
 * without a key, a tap or a move of the pointer, and goes on with the next one.
 */
export function LiveRefresh({ everySeconds }: { everySeconds: number }) {
  const router = useRouter();

  useEffect(() => {
    let touched = performance.now();
    const touch = () => {
      touched = performance.now();
    };
    const timer = setInterval(() => {
      const isHere = performance.now() - touched < LONGEST_MINUTES * 60_000;
      // A page that is being filled in is left alone.
      const isTyping = document.activeElement?.matches('input, textarea, select') ?? false;
      if (document.visibilityState === 'visible' && isHere && !isTyping) router.refresh();
    }, everySeconds * 1000);
    const signs = ['pointermove', 'pointerdown', 'keydown', 'scroll'] as const;
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, touch);
    };
  }, [router, everySeconds]);

  return null;
}
