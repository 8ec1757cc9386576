import type { ComponentPropsWithRef } from 'react';
import { describeField, type FieldProps } from './field';
import { FieldError } from './field-error';

type CheckboxFieldProps = FieldProps & Omit<ComponentPropsWithRef<'input'>, 'name' | 'id' | 'type'>;

/** Shows a single checkbox: an attestation or a switch. */
export function CheckboxField({
  name,
  label,
  hint,
  error,
  id = name,
  optional: _optional,
  value = 'yes',
  ...rest
}: CheckboxFieldProps) {
  return (
    <div className={error ? 'field field-with-error' : 'field'}>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <label className="choice">
        <input
          id={id}
          name={name}
          type="checkbox"
          value={value}
          {...describeField({ name, id, hint, error })}
          {...rest}
        />
        <span>
          {label}
          {hint && (
            <span className="hint" id={`${id}-hint`}>
              {hint}
            </span>
          )}
        </span>
      </label>
    </div>
  );
}
