import { formatMoment } from '@/lib/platform/days';
import type { SignIn } from '@/lib/users/sign-ins';
import { DataTable } from '../data-table';
import { ButtonForm, type StateAction } from './button-form';

const HEADINGS = ['Device', 'Address', 'Signed in', 'Last seen'];

type Props = { signIns: SignIn[]; endAction: StateAction };

/** Lists each place where the person is signed in now, with a way to sign it out (M20). */
export function SignInsTable({ signIns, endAction }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      caption="A session ends after 30 minutes of inactivity, and after 12 hours in any case."
      head={
        <>
          {HEADINGS.map((heading) => (
            <th key={heading} scope="col" role="columnheader">
              {heading}
            </th>
          ))}
          <th scope="col" role="columnheader" className="actions-heading">
            <span className="sr-only">Actions</span>
          </th>
        </>
      }
    >
      {signIns.map(({ id, device, address, since, lastSeen, here }) => (
        <tr key={id} role="row">
          <th scope="row" role="rowheader">
            {device}
          </th>
          <td role="cell" data-label="Address">
            {address}
          </td>
          <td role="cell" data-label="Signed in">
            {formatMoment(since)}
          </td>
          <td role="cell" data-label="Last seen">
            {formatMoment(lastSeen)}
          </td>
          <td role="cell" className="actions">
            {here ? (
              <strong>This device</strong>
            ) : (
              <ButtonForm
                action={endAction}
                fields={{ sessionId: id, from: 'account' }}
                label="Sign out"
                about={`on ${device}`}
                pendingLabel="Signing out…"
                variant="quiet"
              />
            )}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
