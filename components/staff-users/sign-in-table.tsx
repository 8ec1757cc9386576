import { formatMoment } from '@/lib/platform/days';
import { deviceWords } from '@/lib/users/device-words';
import type { StaffUser } from '@/lib/users/staff/get-user';
import { DataTable } from '../data-table';

export function SignInTable({ signIns }: { signIns: StaffUser['signIns'] }) {
  return (
    <DataTable
      caption="Latest sign-ins, newest first"
      captionHidden
      rows={signIns}
      rowKey={({ id }) => id}
      columns={[
        { heading: 'Signed in', cell: ({ createdAt }) => formatMoment(createdAt) },
        { heading: 'Last seen', cell: ({ lastSeenAt }) => formatMoment(lastSeenAt) },
        { heading: 'From', cell: ({ address }) => address || 'Not known' },
        { heading: 'Browser', cell: ({ userAgent }) => deviceWords(userAgent) },
        { heading: 'Status', cell: ({ open }) => (open ? 'Open' : 'Ended') },
      ]}
    />
  );
}
