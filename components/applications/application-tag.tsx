import type { ApplicationStatus } from '@/lib/applications/rules';

const LABELS: Record<ApplicationStatus, { label: string; look: string }> = {
  open: { label: 'To decide', look: 'upcoming' },
  waiting: { label: 'Waiting for the applicant', look: 'count-due' },
  approved: { label: 'Approved', look: 'reported' },
  declined: { label: 'Declined', look: 'revoked' },
};

/** Says where an application stands. */
export function ApplicationTag({ status }: { status: ApplicationStatus }) {
  const { label, look } = LABELS[status];
  return <span className={`tag tag-${look}`}>{label}</span>;
}
