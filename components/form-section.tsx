import type { ReactNode } from 'react';

type FormSectionProps = { title: ReactNode; children: ReactNode };

/** A part of a long form with a heading of its own. Groups of choices inside bring their own legend. */
export function FormSection({ title, children }: FormSectionProps) {
  return (
    <section className="form-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
