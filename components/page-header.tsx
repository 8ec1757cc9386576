import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: ReactNode;
  /** One sentence under the heading. */
  lead?: ReactNode;
  /** The page's one primary action: a ButtonLink or a form with a Button. */
  action?: ReactNode;
  /** The heading is short enough that the action stays beside it on a phone. */
  beside?: boolean;
};

export function PageHeader({ title, lead, action, beside }: PageHeaderProps) {
  return (
    <div className={beside ? 'page-header page-header-beside' : 'page-header'}>
      <div>
        <h1>{title}</h1>
        {lead && <p>{lead}</p>}
      </div>
      {action && <div className="page-header-action">{action}</div>}
    </div>
  );
}
