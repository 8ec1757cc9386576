'use client';

import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Button } from './button';

const never = () => () => {};

type Props = {
  text: string;
  label: ReactNode;
  /** What is said when it is done: "The key is copied." */
  done: string;
};

/** Copies a text. Without a script there is no button: the text stands beside it and can be selected. */
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
      say('Copying did not work here. Select the text and copy it yourself.');
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
