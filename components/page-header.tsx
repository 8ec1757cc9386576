import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: ReactNode;
  /** One sentence under the heading. */
  lead?: ReactNode;
  /** The page's one primary action: a ButtonLink or a form with a Button. */
  action?: ReactNode;
};

export function PageHeader({ title, lead, action }: PageHeaderProps) {
  return (
    <div className="page-header">
      <div>
        <h1>{title}</h1>
        {lead && <p>{lead}</p>}
      </div>
      {action && <div className="page-header-action">{action}</div>}
    </div>
  );
}
