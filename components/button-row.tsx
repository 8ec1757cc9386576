import type { ReactNode } from 'react';

/** The end of a form: the primary button first, then what else one may do. */
export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="button-row">{children}</div>;
}
