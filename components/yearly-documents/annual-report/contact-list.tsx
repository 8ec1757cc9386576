import { DATA_LABELS } from '@/lib/providers/provider-data';
import type { ReportContacts } from '@/lib/yearly-documents/annual-report/report-facts';
import { SummaryList } from '../../summary-list';

/** Lists how the agency reaches a provider. */
export function ContactList({ contacts }: { contacts: ReportContacts }) {
  return (
    <SummaryList
      rows={(['phone', 'mailingAddress', 'primaryContact', 'deputyContact'] as const).map((field) => ({
        term: DATA_LABELS[field],
        value: contacts[field] ? (
          <span className="whitespace-pre-line" dir="auto">
            {contacts[field]}
          </span>
        ) : (
          <span className="hint">Not on record</span>
        ),
      }))}
    />
  );
}
