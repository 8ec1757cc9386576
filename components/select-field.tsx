import type { ComponentPropsWithRef } from 'react';
import { describeField, Field, type FieldProps } from './field';
import type { ControlWidth } from './text-field';

export type Option = { value: string; label: string };

type SelectFieldProps = FieldProps &
  Omit<ComponentPropsWithRef<'select'>, 'name' | 'id'> & {
    options: readonly Option[];
    /** The first, empty choice: "Any state", "Choose a state". */
    emptyLabel?: string;
    width?: ControlWidth;
  };

export function SelectField({
  name,
  label,
  hint,
  error,
  id = name,
  optional,
  options,
  emptyLabel,
  width = 'full',
  ...rest
}: SelectFieldProps) {
  return (
    <Field {...{ name, label, hint, error, id, optional }}>
      <span className={width === 'full' ? 'select' : `select control-${width}`}>
        <select id={id} name={name} className="control" {...describeField({ name, id, hint, error })} {...rest}>
          {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
          {options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </span>
    </Field>
  );
}
