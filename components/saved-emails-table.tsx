import { formatMoment } from '@/lib/platform/days';
import type { SavedEmail } from '@/lib/platform/mail/mailbox';
import { DataTable } from './data-table';
import { EmptyState } from './empty-state';
import { PageHeader } from './page-header';

/** Lists the emails in the mailbox of a product without a mail server, newest first. */
export function SavedEmailsTable({ emails }: { emails: SavedEmail[] }) {
  return (
    <>
      <PageHeader
        title="Mailbox"
        lead="No mail server is set up, so emails are saved here instead of being sent. Only this machine can see them."
      />
      {emails.length === 0 ? (
        <EmptyState title="No emails yet">
          <p>When the system sends an email, it appears here a moment later. Reload this page to see it.</p>
        </EmptyState>
      ) : (
        <DataTable
          caption="Emails, newest first"
          rows={emails}
          rowKey={({ name }) => name}
          columns={[
            {
              heading: 'Subject',
              dir: 'auto',
              cell: ({ name, subject }) => <a href={`/mailbox?email=${encodeURIComponent(name)}`}>{subject}</a>,
            },
            { heading: 'To', cell: ({ to }) => to },
            { heading: 'Time', cell: ({ at }) => (at ? formatMoment(at) : 'Unknown') },
          ]}
        />
      )}
    </>
  );
}
