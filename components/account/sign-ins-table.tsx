import { formatMoment } from '@/lib/platform/days';
import type { SignIn } from '@/lib/users/sign-ins';
import { DataTable } from '../data-table';
import { ButtonForm, type StateAction } from './button-form';

type Props = { signIns: SignIn[]; endAction: StateAction };

/** Lists each place where the person is signed in now, with a way to sign it out (M20). */
export function SignInsTable({ signIns, endAction }: Props) {
  return (
    <DataTable
      size="several"
      caption="A session ends after 30 minutes of inactivity, and after 12 hours in any case."
      rows={signIns}
      rowKey={({ id }) => id}
      columns={[
        { heading: 'Device', cell: ({ device }) => device },
        { heading: 'Address', cell: ({ address }) => address },
        { heading: 'Signed in', cell: ({ since }) => formatMoment(since) },
        { heading: 'Last seen', cell: ({ lastSeen }) => formatMoment(lastSeen) },
      ]}
      actions={({ id, device, here }) =>
        here ? (
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
        )
      }
    />
  );
}
