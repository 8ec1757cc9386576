import { formatDay, formatMoment } from '@/lib/platform/days';
import type { YearlyDocument } from '@/lib/yearly-documents/list-years';
import { WAYS } from '@/lib/yearly-documents/rules';
import { SummaryList } from '../summary-list';

const wayOf = (how: YearlyDocument['row']['how']) => (how === 'signed' ? 'Signed in PDUPS' : WAYS[how]);

/** Says when and how a document came, and who recorded it. */
export function DocumentFacts({ document: { row, byName } }: { document: YearlyDocument }) {
  return (
    <SummaryList
      rows={[
        { term: 'Received on', value: formatDay(row.receivedOn) },
        { term: 'How it came', value: wayOf(row.how) },
        {
          term: row.how === 'signed' ? 'Signed by' : 'Recorded by',
          value: `${byName}, ${formatMoment(row.recordedAt)}`,
        },
        ...(row.statement
          ? [{ term: row.kind === 'agreement' ? 'Agreed to' : 'Signed words', value: row.statement }]
          : []),
        ...(row.note ? [{ term: 'Note', value: <span className="prose-lines">{row.note}</span> }] : []),
      ]}
    />
  );
}

/** Lists what was recorded and taken back, with the reasons. */
export function WithdrawnDocuments({ documents }: { documents: YearlyDocument[] }) {
  return (
    <ol className="history">
      {documents.map(({ row, byName, withdrawnByName }) => (
        <li key={row.id}>
          Recorded as received on {formatDay(row.receivedOn)} by {byName}
          <span className="hint">
            Taken back by {withdrawnByName}, {row.withdrawnAt && formatMoment(row.withdrawnAt)}
          </span>
          <p className="prose-lines" dir="auto">
            {row.withdrawnReason}
          </p>
        </li>
      ))}
    </ol>
  );
}
