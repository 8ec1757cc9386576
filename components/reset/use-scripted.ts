'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Returns whether JavaScript is running: false in the page as it is sent, true once React has hydrated it. */
export function useScripted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
