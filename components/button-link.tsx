import type { ComponentPropsWithRef } from 'react';
import type { ButtonVariant } from './button';

type ButtonLinkProps = ComponentPropsWithRef<'a'> & { href: string; variant?: ButtonVariant };

export function ButtonLink({ variant = 'primary', className = '', ...rest }: ButtonLinkProps) {
  return <a className={`button button-${variant} ${className}`.trimEnd()} {...rest} />;
}
