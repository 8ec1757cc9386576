import { formatMoment } from '@/lib/platform/days';
import type { KnownDevice } from '@/lib/users/devices/known-devices';
import { DataTable } from '../data-table';
import { ButtonForm, type StateAction } from './button-form';

const HEADINGS = ['Device', 'Added', 'Last sign-in'];

type Props = { devices: KnownDevice[]; forgetAction: StateAction };

/** Lists each browser that the person has signed in from, with a way to remove it. */
export function KnownDevicesTable({ devices, forgetAction }: Props) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      caption="Browsers you signed in from in the past year. Remove the ones you no longer use."
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
      {devices.map(({ id, device, since, lastUsed, here }) => (
        <tr key={id} role="row">
          <th scope="row" role="rowheader">
            {here ? `${device} (this one)` : device}
          </th>
          <td role="cell" data-label="Added">
            {formatMoment(since)}
          </td>
          <td role="cell" data-label="Last sign-in">
            {formatMoment(lastUsed)}
          </td>
          <td role="cell" className="actions">
            <ButtonForm
              action={forgetAction}
              fields={{ deviceId: id }}
              label="Remove"
              about={`${device}, last sign-in ${formatMoment(lastUsed)}`}
              pendingLabel="Removing…"
              variant="quiet"
            />
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
