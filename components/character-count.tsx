'use client';

import { useEffect, useState } from 'react';
import { useFilledFields } from './use-filled-fields';

type CharacterCountProps = { id: string; forId: string; max: number; initial: number };

const WAIT_BEFORE_SPEAKING = 1000;

function sentence(used: number, max: number): string {
  const left = max - used;
  const amount = Math.abs(left).toLocaleString('en-US');
  const noun = Math.abs(left) === 1 ? 'character' : 'characters';
  return left < 0 ? `${amount} ${noun} too many` : `${amount} ${noun} left`;
}

/** Shows the count at every keystroke, but announces it only after a pause. */
export function CharacterCount({ id, forId, max, initial }: CharacterCountProps) {
  const [used, setUsed] = useState(initial);
  const [spoken, setSpoken] = useState('');

  useFilledFields(() => {
    const box = document.getElementById(forId) as HTMLTextAreaElement | null;
    if (box) setUsed(box.value.length);
  });

  useEffect(() => {
    const box = document.getElementById(forId) as HTMLTextAreaElement | null;
    if (!box) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      setUsed(box.value.length);
      clearTimeout(timer);
      timer = setTimeout(() => setSpoken(sentence(box.value.length, max)), WAIT_BEFORE_SPEAKING);
    };
    box.addEventListener('input', count);
    return () => {
      clearTimeout(timer);
      box.removeEventListener('input', count);
    };
  }, [forId, max]);

  return (
    <>
      <p id={id} className="sr-only">
        At most {max.toLocaleString('en-US')} characters
      </p>
      <p className={used > max ? 'field-error' : 'hint mt-1'} aria-hidden="true">
        {sentence(used, max)}
      </p>
      <p className="sr-only" aria-live="polite">
        {spoken}
      </p>
    </>
  );
}
