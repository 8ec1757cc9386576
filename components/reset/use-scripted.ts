'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether scripts run here: false in the page as it is sent, true once React has taken it over. */
export function useScripted(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
