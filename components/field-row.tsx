import type { ReactNode } from 'react';

/** Places short fields that belong together side by side: start and end date, city and state and ZIP. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="field-row">{children}</div>;
}
