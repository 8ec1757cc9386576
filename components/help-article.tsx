import type { ReactNode } from 'react';
import { Breadcrumbs } from './breadcrumbs';
import { ContentsList } from './contents-list';
import { PageHeader } from './page-header';

type Props = {
  /** The pages above it, and its own short name. */
  crumbs: readonly { label: string; href?: string }[];
  title: string;
  lead: string;
  action?: ReactNode;
  /** Its headings, by their ids. */
  topics: readonly { id: string; title: string }[];
  children: ReactNode;
};

/** A page of help: what it is about, its contents, and its text. */
export function HelpArticle({ crumbs, title, lead, action, topics, children }: Props) {
  return (
    <>
      <Breadcrumbs crumbs={[...crumbs]} />
      <PageHeader title={title} lead={lead} action={action} />
      <div className="help-layout">
        <ContentsList label="On this page" entries={topics} />
        <div className="prose">{children}</div>
      </div>
    </>
  );
}
