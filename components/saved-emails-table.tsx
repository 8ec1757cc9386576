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
          head={['Subject', 'To', 'Time'].map((heading) => (
            // biome-ignore lint/a11y/noRedundantRoles: DataTable says why.
            <th key={heading} scope="col" role="columnheader">
              {heading}
            </th>
          ))}
        >
          {emails.map(({ name, subject, to, at }) => (
            // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why
            <tr role="row" key={name}>
              <th scope="row" role="rowheader" dir="auto">
                <a href={`/mailbox?email=${encodeURIComponent(name)}`}>{subject}</a>
              </th>
              <td role="cell" data-label="To">
                {to}
              </td>
              <td role="cell" data-label="Time">
                {at ? formatMoment(at) : 'Unknown'}
              </td>
            </tr>
            // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why
          ))}
        </DataTable>
      )}
    </>
  );
}
