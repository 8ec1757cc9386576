'use client';

import { useEffect, useEffectEvent } from 'react';

/**
 * Reads fields that were filled without an event that React sees: typed before hydration, or restored by the browser
 * when a person returns to the page. Chrome restores fields in a separate task after the page has loaded.
 * @param read called after hydration, and once more when the browser has restored the fields
 */
export function useFilledFields(read: () => void): void {
  const readNow = useEffectEvent(read);
  useEffect(() => {
    readNow();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readLater = () => {
      clearTimeout(timer);
      timer = setTimeout(() => readNow());
    };
    // A page that has already loaded may still be waiting for that task.
    readLater();
    window.addEventListener('pageshow', readLater);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pageshow', readLater);
    };
  }, []);
}
