import type { Holdings } from '@/lib/providers/staff/count-holdings';
import { SummaryList } from '../summary-list';

const LABELS: Record<keyof Holdings, string> = {
  events: 'Events',
  conferences: 'Conferences',
  certificates: 'Valid named certificates',
  countsDue: 'Certificate counts due',
  users: 'Users',
  keys: 'Keys of learning systems',
  webhooks: 'Webhooks',
  shareLinks: 'Share links',
  requests: 'Undecided requests',
};

type Props = {
  holdings: Holdings;
  /** Where some of it is listed. */
  hrefs?: Partial<Record<keyof Holdings, string>>;
};

/** Shows how much belongs to a provider. */
export function HoldingsList({ holdings, hrefs = {} }: Props) {
  return (
    <SummaryList
      rows={(Object.keys(LABELS) as (keyof Holdings)[]).map((key) => ({
        term: LABELS[key],
        value:
          hrefs[key] && holdings[key] > 0 ? (
            <a href={hrefs[key]}>{holdings[key].toLocaleString('en-US')}</a>
          ) : (
            holdings[key].toLocaleString('en-US')
          ),
      }))}
    />
  );
}
