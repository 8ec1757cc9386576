'use client';

import { useEffect } from 'react';
import { forgetScanners } from './offline-page';

/** Removes kept scanner pages where nobody is signed in, so that they end with the session. */
export function ForgetScanners() {
  useEffect(() => {
    forgetScanners().catch(() => {});
  }, []);
  return null;
}
