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
  /** Whether there are more certificates than that. */
  moreCertificates?: boolean;
};

/** Shows how much belongs to a provider. */
export function HoldingsList({ holdings, hrefs = {}, moreCertificates = false }: Props) {
  const rows = (Object.keys(LABELS) as (keyof Holdings)[]).map((key) => {
    const number = holdings[key].toLocaleString('en-US');
    const text = key === 'certificates' && moreCertificates ? `At least ${number}` : number;
    return { term: LABELS[key], value: hrefs[key] && holdings[key] > 0 ? <a href={hrefs[key]}>{text}</a> : text };
  });
  return <SummaryList rows={rows} />;
}
