import { Fragment } from 'react';
import { formatMoment } from '@/lib/platform/days';
import type { OpenedEmail } from '@/lib/platform/mail/mailbox';
import { Breadcrumbs } from './breadcrumbs';
import { PageHeader } from './page-header';
import { SummaryList } from './summary-list';

const ADDRESS = /(https?:\/\/[^\s<>"]+)/;

/** Shows one email of the mailbox as plain text, with clickable web addresses. */
export function SavedEmailView({ email }: { email: OpenedEmail }) {
  const { subject, to, at, text } = email;
  const pieces = text.split(ADDRESS);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Mailbox', href: '/mailbox' }, { label: subject }]} />
      <PageHeader title={<span dir="auto">{subject}</span>} />
      <SummaryList
        rows={[
          { term: 'To', value: to || 'Unknown' },
          { term: 'Time', value: at ? formatMoment(at) : 'Unknown' },
        ]}
      />
      <div className="prose mt-6">
        <p className="prose-lines" dir="auto">
          {pieces.map((piece, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
            <Fragment key={at}>{ADDRESS.test(piece) ? <a href={piece}>{piece}</a> : piece}</Fragment>
          ))}
        </p>
      </div>
    </>
  );
}
