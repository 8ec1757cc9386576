import { formatMoment } from '@/lib/platform/days';
import { deviceWords } from '@/lib/users/device-words';
import type { StaffUser } from '@/lib/users/staff/get-user';
import { DataTable } from '../data-table';

const HEADINGS = ['Signed in', 'Last seen', 'From', 'Browser', 'Status'];

export function SignInTable({ signIns }: { signIns: StaffUser['signIns'] }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption="Latest sign-ins, newest first"
      captionHidden
      head={HEADINGS.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {signIns.map((one) => (
        <tr key={one.id} role="row">
          <th scope="row" role="rowheader">
            {formatMoment(one.createdAt)}
          </th>
          <td role="cell" data-label="Last seen">
            {formatMoment(one.lastSeenAt)}
          </td>
          <td role="cell" data-label="From">
            {one.address || 'Not known'}
          </td>
          <td role="cell" data-label="Browser">
            {deviceWords(one.userAgent)}
          </td>
          <td role="cell" data-label="Status">
            {one.open ? 'Open' : 'Ended'}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
