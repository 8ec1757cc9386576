import type { ComponentPropsWithRef, ReactNode } from 'react';
import { describeField, Field, type FieldProps } from './field';

export type ControlWidth = 'xs' | 'sm' | 'md' | 'full';

type TextFieldProps = FieldProps &
  Omit<ComponentPropsWithRef<'input'>, 'name' | 'id' | 'width'> & {
    width?: ControlWidth;
    /** A unit or result beside the box: "hours", "= 6 PDUs". */
    after?: ReactNode;
  };

export function TextField({
  name,
  label,
  hint,
  error,
  id = name,
  optional,
  width = 'full',
  after,
  type = 'text',
  ...rest
}: TextFieldProps) {
  const input = (
    <input
      id={id}
      name={name}
      type={type}
      className={width === 'full' ? 'control' : `control control-${width}`}
      {...describeField({ name, id, hint, error })}
      {...rest}
    />
  );
  return (
    <Field {...{ name, label, hint, error, id, optional }}>
      {after ? (
        <div className="with-unit">
          {input}
          <span>{after}</span>
        </div>
      ) : (
        input
      )}
    </Field>
  );
}
