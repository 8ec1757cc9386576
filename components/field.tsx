import type { ReactNode } from 'react';
import { FieldError } from './field-error';
import { Hint } from './hint';

/** The props of every field; `id` is the field's name unless two forms on one page share it. */
export type FieldProps = {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  id?: string;
  optional?: boolean;
};

/** Returns the attributes that link a control to its hint and error, the same for every kind of field. */
export function describeField({ name, id = name, hint, error }: Pick<FieldProps, 'name' | 'id' | 'hint' | 'error'>) {
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return {
    'aria-describedby': describedBy || undefined,
    'aria-invalid': error ? (true as const) : undefined,
  };
}

export const OPTIONAL_MARK = <span className="field-optional"> (optional)</span>;

/** Shows label, hint, error and control in the order in which they are read aloud. */
export function Field({
  name,
  label,
  hint,
  error,
  id = name,
  optional,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <div className={error ? 'field field-with-error' : 'field'}>
      <label htmlFor={id} className="field-label">
        {label}
        {optional && OPTIONAL_MARK}
      </label>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children}
    </div>
  );
}
