import type { ReactNode } from 'react';
import { Emblem } from './emblem';

type EmptyStateProps = {
  title: ReactNode;
  children?: ReactNode;
  /** The next step: usually one ButtonLink. */
  action?: ReactNode;
};

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <Emblem />
      <h2>{title}</h2>
      {children && <div>{children}</div>}
      {action && <div className="button-row">{action}</div>}
    </div>
  );
}
