import { formatMoment } from '@/lib/platform/days';
import type { KnownDevice } from '@/lib/users/devices/known-devices';
import { DataTable } from '../data-table';
import { ButtonForm, type StateAction } from './button-form';

type Props = { devices: KnownDevice[]; forgetAction: StateAction };

/** Lists each browser that the person has signed in from, with a way to remove it. */
export function KnownDevicesTable({ devices, forgetAction }: Props) {
  return (
    <DataTable
      caption="Browsers you signed in from in the past year. Remove the ones you no longer use."
      rows={devices}
      rowKey={({ id }) => id}
      columns={[
        { heading: 'Device', cell: ({ device, here }) => (here ? `${device} (this one)` : device) },
        { heading: 'Added', cell: ({ since }) => formatMoment(since) },
        { heading: 'Last sign-in', cell: ({ lastUsed }) => formatMoment(lastUsed) },
      ]}
      actions={({ id, device, lastUsed }) => (
        <ButtonForm
          action={forgetAction}
          fields={{ deviceId: id }}
          label="Remove"
          about={`${device}, last sign-in ${formatMoment(lastUsed)}`}
          pendingLabel="Removing…"
          variant="quiet"
        />
      )}
    />
  );
}
