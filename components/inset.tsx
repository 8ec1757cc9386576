import type { ReactNode } from 'react';

/** Set off, not shouted: "What happens next". */
export function Inset({ title, children }: { title?: ReactNode; children: ReactNode }) {
  return (
    <div className="inset">
      {title && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}
