import type { ReactNode } from 'react';

type FormSectionProps = { title: ReactNode; children: ReactNode };

/** Shows a part of a long form under its own heading. Groups of choices inside have their own legend. */
export function FormSection({ title, children }: FormSectionProps) {
  return (
    <section className="form-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
