'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const EVERY_MS = 2_000;

/** Draws the page's figures anew every two seconds, as long as somebody looks. Without a script there is a link. */
export function KeepFresh({ href }: { href: string }) {
  const { refresh } = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return (
    <noscript>
      <p>
        <a href={href}>Show how far it is now</a>
      </p>
    </noscript>
  );
}
