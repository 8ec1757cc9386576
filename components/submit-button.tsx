'use client';

import type { MouseEvent, ReactNode } from 'react';
import { useFormStatus } from 'react-dom';
import { Button, type ButtonVariant } from './button';

type SubmitButtonProps = {
  children: ReactNode;
  /** What the button says while the form is on its way: "Saving…". */
  pendingLabel: string;
  variant?: ButtonVariant;
  name?: string;
  value?: string;
};

/** Inside a form with a server action: a second click while the first is under way does nothing. */
export function SubmitButton({ children, pendingLabel, ...rest }: SubmitButtonProps) {
  const { pending } = useFormStatus();
  // Not `disabled`: that would take the focus away from whoever pressed it.
  const swallow = (event: MouseEvent) => pending && event.preventDefault();
  return (
    <Button {...rest} aria-disabled={pending || undefined} onClick={swallow}>
      {pending ? pendingLabel : children}
    </Button>
  );
}
