import type { ComponentPropsWithRef } from 'react';
import type { FieldProps } from './field';
import { TextField } from './text-field';

type DateFieldProps = FieldProps & Omit<ComponentPropsWithRef<'input'>, 'name' | 'id' | 'width' | 'type'>;

/** Shows the browser's own date input: its value is always like "2026-05-03", however it is displayed. */
export function DateField(props: DateFieldProps) {
  return <TextField {...props} type="date" width="sm" />;
}
