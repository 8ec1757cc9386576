'use client';

import { type ChangeEvent, useEffect, useState } from 'react';

type Props = {
  /** The boxes of the same form that it ticks. */
  name: string;
  label: string;
  /** The boxes are ticked at first. */
  checked?: boolean;
  /** Its label is shown, where no heading stands beside it. */
  named?: boolean;
};

/** Ticks or clears all boxes of its form. It is there only where scripts run: without one it could do nothing. */
export function SelectAll({ name, label, checked, named = false }: Props) {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);

  const tickAll = ({ target }: ChangeEvent<HTMLInputElement>) => {
    for (const box of target.form?.elements ?? []) {
      if (!(box instanceof HTMLInputElement) || box.name !== name || box.disabled) continue;
      // What a search has hidden is not chosen with the rest.
      if (!box.closest('[hidden]')) box.checked = target.checked;
    }
  };

  if (!scripted) return null;
  return (
    <label className="choice">
      <input type="checkbox" defaultChecked={checked} onChange={tickAll} />
      <span className={named ? undefined : 'select-all-words'}>{label}</span>
    </label>
  );
}
