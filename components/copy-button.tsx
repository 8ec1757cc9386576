'use client';

import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Button } from './button';

const never = () => () => {};

type Props = {
  text: string;
  label: ReactNode;
  /** The message after copying: "The key is copied." */
  done: string;
};

/** Copies a text. Without JavaScript there is no button, because the text is beside it and can be selected. */
export function CopyButton({ text, label, done }: Props) {
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  const [said, say] = useState('');
  if (!scripted) return null;

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      say('Copying did not work. Select the text and copy it yourself.');
    }
  }

  return (
    <>
      <Button type="button" variant="secondary" onClick={copy}>
        {label}
      </Button>
      <span role="status">{said}</span>
    </>
  );
}
