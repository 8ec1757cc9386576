import { formatMoment } from '@/lib/platform/days';
import type { LandedLetter } from '@/lib/platform/mail/mailbox';
import { DataTable } from './data-table';
import { EmptyState } from './empty-state';
import { PageHeader } from './page-header';

/** The mailbox of a product without a mail server: what landed, newest first. */
export function LandedLettersTable({ letters }: { letters: LandedLetter[] }) {
  return (
    <>
      <PageHeader
        title="Mailbox"
        lead="No mail server is set, so letters land here instead of going out. Only this machine can see them."
      />
      {letters.length === 0 ? (
        <EmptyState title="No letters yet">
          <p>
            When the system writes to somebody, the letter appears here a moment later. Load this page again to see it.
          </p>
        </EmptyState>
      ) : (
        <DataTable
          caption="Letters, newest first"
          head={['Subject', 'To', 'Time'].map((heading) => (
            // biome-ignore lint/a11y/noRedundantRoles: DataTable says why.
            <th key={heading} scope="col" role="columnheader">
              {heading}
            </th>
          ))}
        >
          {letters.map(({ name, subject, to, at }) => (
            // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why
            <tr role="row" key={name}>
              <th scope="row" role="rowheader" dir="auto">
                <a href={`/mailbox?letter=${encodeURIComponent(name)}`}>{subject}</a>
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
