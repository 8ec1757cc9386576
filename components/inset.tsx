import type { ReactNode } from 'react';

/** Sets text apart without shouting: "What happens next". */
export function Inset({ title, children }: { title?: ReactNode; children: ReactNode }) {
  return (
    <div className="inset">
      {title && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}
