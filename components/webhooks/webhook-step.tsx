import type { ReactNode } from 'react';
import { Breadcrumbs } from '../breadcrumbs';
import { PageHeader } from '../page-header';

type Props = {
  webhook: { id: number; url: string };
  /** What the page does, as the last of its breadcrumbs and as the beginning of its heading. */
  crumb: string;
  heading: string;
  lead?: string;
  children: (backHref: string) => ReactNode;
};

/** Frames a page that changes one webhook. */
export function WebhookStep({ webhook, crumb, heading, lead, children }: Props) {
  const { host } = new URL(webhook.url);
  const back = `/learning-systems/webhooks/${webhook.id}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Learning systems', href: '/learning-systems' },
          { label: 'Webhooks', href: '/learning-systems/webhooks' },
          { label: host, href: back },
          { label: crumb },
        ]}
      />
      <PageHeader
        title={
          <span className="wrap-anywhere">
            {heading} {host}
          </span>
        }
        lead={lead}
      />
      {children(back)}
    </>
  );
}
