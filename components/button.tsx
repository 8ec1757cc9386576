import type { ComponentPropsWithRef } from 'react';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

type ButtonProps = ComponentPropsWithRef<'button'> & { variant?: ButtonVariant };

export function Button({ variant = 'primary', className = '', type = 'submit', ...rest }: ButtonProps) {
  return <button type={type} className={`button button-${variant} ${className}`.trimEnd()} {...rest} />;
}
