import type { ReactNode } from 'react';

/** Short fields that belong side by side: start and end date, city and state and ZIP. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className="field-row">{children}</div>;
}
