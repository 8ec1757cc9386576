import type { ReactNode } from 'react';

/** Ends a form: the primary button first, then the other options. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="button-row">{children}</div>;
}
