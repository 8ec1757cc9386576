import type { Holdings } from '@/lib/providers/staff/count-holdings';
import { SummaryList } from '../summary-list';

const LABELS: Record<keyof Holdings, string> = {
  events: 'Events',
  certificates: 'Valid named certificates',
  countsDue: 'Certificate counts due',
  users: 'Users',
  keys: 'Keys of learning systems',
  webhooks: 'Webhooks',
  shareLinks: 'Share links',
  requests: 'Undecided requests',
};

/** Shows how much belongs to a provider. */
export function HoldingsList({ holdings }: { holdings: Holdings }) {
  return (
    <SummaryList
      rows={(Object.keys(LABELS) as (keyof Holdings)[]).map((key) => ({
        term: LABELS[key],
        value: holdings[key].toLocaleString('en-US'),
      }))}
    />
  );
}
