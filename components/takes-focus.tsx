'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/**
 * Takes the focus when it appears. After a form was saved, its button is often gone, and the focus with it: people who
 * use the keyboard or a screen reader continue at what is new.
 */
export function TakesFocus({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    // biome-ignore lint/a11y/noAutofocus: without JavaScript this is what brings the person to it.
    <div ref={box} tabIndex={-1} autoFocus>
      {children}
    </div>
  );
}
