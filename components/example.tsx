import type { ReactNode } from 'react';

type Props = {
  /** What the example is of; read after "Example:". */
  about: string;
  children: ReactNode;
};

/** Explains a special case where it is needed. It is closed at first, and opens without JavaScript. */
export function Example({ about, children }: Props) {
  return (
    <details className="example">
      <summary className="chevron">Example: {about}</summary>
      <div className="prose">{children}</div>
    </details>
  );
}
