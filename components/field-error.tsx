import type { ReactNode } from 'react';

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="field-error">
      <span className="sr-only">Error: </span>
      {children}
    </p>
  );
}
