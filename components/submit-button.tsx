'use client';

import type { MouseEvent, ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { Button, type ButtonVariant } from './button';

type SubmitButtonProps = {
  children: ReactNode;
  /** The button's label while the form is being sent: "Saving…". */
  pendingLabel: string;
  variant?: ButtonVariant;
  name?: string;
  value?: string;
};

/** For forms with a server action: a second click while the first is in progress does nothing. */
export function SubmitButton({ children, pendingLabel, ...rest }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  // Not `disabled`, because that would take the focus away from the person who pressed it.
  const swallow = (event: MouseEvent) => pending && event.preventDefault();
  return (
    <Button {...rest} aria-disabled={pending || undefined} onClick={swallow}>
      {pending ? pendingLabel : children}
    </Button>
  );
}
