'use client';

import { type ChangeEvent, useEffect, useState } from 'react';
import { nameKey } from '@/lib/attendees/name-key';

/**
 * Shows only the choices of its fieldset that have the words typed; checked ones stay, so that nothing is chosen out of
 * sight. It is there only where scripts run.
 */
export function NarrowChoices() {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  if (!scripted) return null;

  const narrow = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const words = nameKey(currentTarget.value).split(' ');
    for (const choice of currentTarget.closest('fieldset')?.querySelectorAll<HTMLElement>('.choices > .choice') ?? []) {
      const text = nameKey(choice.textContent ?? '');
      const checked = choice.querySelector('input')?.checked;
      choice.hidden = !checked && !words.every((word) => text.includes(word));
    }
  };
  // Enter would send the form.
  const stay = (event: React.KeyboardEvent) => event.key === 'Enter' && event.preventDefault();
  return (
    <div className="field">
      <label htmlFor="narrow" className="field-label">
        Search these people
      </label>
      <input
        id="narrow"
        type="search"
        className="control control-md"
        autoComplete="off"
        onChange={narrow}
        onKeyDown={stay}
      />
    </div>
  );
}
