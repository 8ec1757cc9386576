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
    <DataTable
      caption="Emails, latest first"
      captionHidden
      rows={emails}
      rowKey={({ id }) => id}
      columns={[
        { heading: 'To', className: 'wrap-anywhere', cell: ({ toAddress }) => toAddress },
        { heading: 'Kind', cell: ({ kind }) => emailKindWords(kind) },
        { heading: 'Written', cell: ({ createdAt }) => formatMoment(createdAt) },
        {
          heading: 'State',
          cell: ({ state, bounceStatus, bouncedAt }) => (
            <>
              {bounceStatus ? `Came back: ${whyItCameBack(bounceStatus)}` : STATES[state]}
              {bouncedAt && <span className="sub">{formatMoment(bouncedAt)}</span>}
            </>
          ),
        },
      ]}
    />
  );
}
