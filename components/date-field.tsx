import type { ComponentPropsWithRef } from 'react';
import type { FieldProps } from './field';
import { TextField } from './text-field';

type DateFieldProps = FieldProps & Omit<ComponentPropsWithRef<'input'>, 'name' | 'id' | 'width' | 'type'>;

/** The browser's own date box: its value is always "2026-05-03", whatever it shows. */
export function DateField(props: DateFieldProps) {
  return <TextField {...props} type="date" width="sm" />;
}
