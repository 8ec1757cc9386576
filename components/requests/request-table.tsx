import type { ReactNode } from 'react';
import type { Day } from '@/lib/platform/clock';
import { formatDay, formatMoment } from '@/lib/platform/days';
import type { ProviderRequest } from '@/lib/requests/request';
import { urgencyOf } from '@/lib/requests/rules';
import { DataTable } from '../data-table';
import { RequestTag } from './request-tag';
import { RequestTitle } from './request-title';

type Props = {
  caption: ReactNode;
  requests: ProviderRequest[];
  today: Day;
  side: 'provider' | 'staff';
  captionHidden?: boolean;
};

/** Lists requests. Staff also see the provider of each. */
export function RequestTable({ caption, captionHidden, requests, today, side }: Props) {
  const staff = side === 'staff';
  const headings = ['Request', ...(staff ? ['Provider'] : []), 'Status', 'Answered by', 'Due'];
  const base = staff ? '/admin/requests' : '/requests';
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      caption={caption}
      captionHidden={captionHidden}
      head={headings.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {requests.map((request) => (
        <tr key={request.id} role="row">
          <th scope="row" role="rowheader">
            <a href={`${base}/${request.id}`}>
              <RequestTitle request={request} />
            </a>
            <span className="sub">
              Request {request.id}
              {request.eventId !== null && `, event ${request.eventId}`}
            </span>
          </th>
          {staff && (
            <td role="cell" data-label="Provider">
              {request.providerName}
            </td>
          )}
          <td role="cell" data-label="Status">
            <RequestTag status={request.status} side={side} />
          </td>
          <td role="cell" data-label="Answered by">
            {request.assigneeName ?? (request.decidedAt ? '–' : 'Not assigned yet')}
          </td>
          <td role="cell" data-label="Due">
            <DueDay request={request} today={today} side={side} />
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}

/** Shows the day to answer by, or when the request was decided. */
export function DueDay({
  request,
  today,
  side,
}: {
  request: Pick<ProviderRequest, 'status' | 'dueOn' | 'decidedAt'>;
  today: Day;
  side: Props['side'];
}) {
  if (request.decidedAt) return <>Decided {formatMoment(request.decidedAt)}</>;
  if (request.status === 'waiting') {
    return side === 'provider' ? <>After your answer is in</> : <>After the provider’s answer is in</>;
  }
  return (
    <>
      {formatDay(request.dueOn)}
      {urgencyOf(request, today) === 'overdue' && <strong className="nowrap"> (overdue)</strong>}
    </>
  );
}
