'use client';

import { useState, useSyncExternalStore } from 'react';
import { Button } from '../button';

const never = () => () => {};

/** Offers ways to save the codes. The file works without JavaScript; copying and printing appear only where it runs. */
export function CodeKeeping({ codes }: { codes: string[] }) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [said, say] = useState('');
  const text = `PDUPS recovery codes. Each works once.\r\n\r\n${codes.join('\r\n')}\r\n`;

  async function copy() {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      say('The codes were copied.');
    } catch {
      say('Copying did not work. Select the codes and copy them yourself.');
    }
  }

  return (
    <div className="button-row keeping">
      {scripted && (
        <>
          <Button type="button" variant="secondary" onClick={copy}>
            Copy
          </Button>
          <Button type="button" variant="secondary" onClick={() => window.print()}>
            Print
          </Button>
        </>
      )}
      <a
        className="button button-secondary"
        download="pdups-recovery-codes.txt"
        href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
      >
        Download as text
      </a>
      <span role="status">{said}</span>
    </div>
  );
}
