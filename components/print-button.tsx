'use client';

import { useEffect, useState } from 'react';
import { Button } from './button';

/** Prints the page. It is there only where scripts run; without one, the browser's own menu prints. */
export function PrintButton() {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  if (!scripted) return null;
  return (
    <Button type="button" variant="secondary" onClick={() => window.print()}>
      Print
    </Button>
  );
}
