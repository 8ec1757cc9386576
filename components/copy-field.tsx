'use client';

import { useState } from 'react';
import { Button } from './button';

type Props = { id: string; label: string; value: string };

/** Shows a text to copy as a whole: with the button, or by hand without JavaScript. */
export function CopyField({ id, label, value }: Props) {
  const [said, setSaid] = useState('');

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(value);
      setSaid('Copied');
    } catch {
      document.getElementById(id)?.focus();
      setSaid('Press Ctrl+C (on a Mac ⌘C) to copy it');
    }
  }

  return (
    <div className="copy-field">
      <label htmlFor={id} className="field-label">
        {label}
      </label>
      <div className="copy-field-row">
        <input
          id={id}
          className="control"
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          spellCheck={false}
        />
        <Button type="button" variant="secondary" onClick={copy}>
          Copy
        </Button>
      </div>
      <p role="status" className="hint">
        {said}
      </p>
    </div>
  );
}
