import type { RequestStatus } from '@/lib/requests/rules';

/** Some statuses have a different label for each side. */
const LABELS: Record<RequestStatus, { provider: string; staff: string; look: string }> = {
  open: { provider: 'With the agency', staff: 'Open', look: 'upcoming' },
  waiting: { provider: 'Waiting for you', staff: 'Waiting for the provider', look: 'count-due' },
  approved: { provider: 'Approved', staff: 'Approved', look: 'reported' },
  declined: { provider: 'Declined', staff: 'Declined', look: 'revoked' },
  withdrawn: { provider: 'Withdrawn', staff: 'Withdrawn', look: 'revoked' },
};

export function RequestTag({ status, side }: { status: RequestStatus; side: 'provider' | 'staff' }) {
  const { look, [side]: label } = LABELS[status];
  return <span className={`tag tag-${look}`}>{label}</span>;
}
