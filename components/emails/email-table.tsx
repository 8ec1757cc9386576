import { formatMoment } from '@/lib/platform/days';
import { whyItCameBack } from '@/lib/platform/mail/bounces/rules';
import { emailKindWords } from '@/lib/system/emails-query';
import type { EmailPage } from '@/lib/system/list-emails';
import { DataTable } from '../data-table';

type Email = EmailPage['emails'][number];

const STATES: Record<Email['state'], string> = {
  waiting: 'Waiting to be sent',
  sending: 'Being sent, or it is not known whether it arrived',
  sent: 'Sent',
  refused: 'Refused by the mail server',
  expired: 'Not sent: it was no longer needed',
};

/** Lists emails, without what they said. */
export function EmailTable({ emails }: { emails: Email[] }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <DataTable
      caption="Emails, latest first"
      captionHidden
      head={['To', 'Kind', 'Written', 'State'].map((label) => (
        <th key={label} scope="col" role="columnheader">
          {label}
        </th>
      ))}
    >
      {emails.map((email) => (
        <tr role="row" key={email.id}>
          <th scope="row" role="rowheader" className="wrap-anywhere">
            {email.toAddress}
          </th>
          <td role="cell" data-label="Kind">
            {emailKindWords(email.kind)}
          </td>
          <td role="cell" data-label="Written">
            {formatMoment(email.createdAt)}
          </td>
          <td role="cell" data-label="State">
            {email.bounceStatus ? `Came back: ${whyItCameBack(email.bounceStatus)}` : STATES[email.state]}
            {email.bouncedAt && <span className="sub">{formatMoment(email.bouncedAt)}</span>}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}
