import type { ReactNode } from 'react';
import type { Day } from '@/lib/platform/clock';
import { formatDay, formatMoment } from '@/lib/platform/days';
import { type WorkedList, withList } from '@/lib/requests/queues';
import type { ProviderRequest } from '@/lib/requests/request';
import { isOverdue } from '@/lib/requests/rules';
import { type Column, DataTable } from '../data-table';
import { RequestTag } from './request-tag';
import { RequestTitle } from './request-title';

type Props = {
  caption: ReactNode;
  requests: ProviderRequest[];
  today: Day;
  side: 'provider' | 'staff';
  captionHidden?: boolean;
  /** The staff's list that the requests lead back to. */
  list?: WorkedList;
};

/** In a list, the provider leads to its own requests there. */
const providerOf = (list: WorkedList | undefined): Column<ProviderRequest> => ({
  heading: 'Provider',
  cell: ({ providerId, providerName }) =>
    list?.provider === null ? (
      <a href={withList('/admin/requests', { ...list, provider: providerId })}>{providerName}</a>
    ) : (
      providerName
    ),
});

/** Lists requests. Staff also see the provider of each. */
export function RequestTable({ caption, captionHidden, requests, today, side, list }: Props) {
  const staff = side === 'staff';
  const hrefOf = ({ id }: ProviderRequest) =>
    !staff ? `/requests/${id}` : list ? withList(`/admin/requests/${id}`, list) : `/admin/requests/${id}`;
  return (
    <DataTable
      size="several"
      caption={caption}
      captionHidden={captionHidden}
      rows={requests}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Request',
          cell: (request) => (
            <>
              <a href={hrefOf(request)}>
                <RequestTitle request={request} />
              </a>
              <span className="sub">
                Request {request.id}
                {request.eventId !== null && `, event ${request.eventId}`}
              </span>
            </>
          ),
        },
        ...(staff ? [providerOf(list)] : []),
        { heading: 'Status', cell: ({ status }) => <RequestTag status={status} side={side} /> },
        {
          heading: 'Answered by',
          cell: ({ assigneeName, decidedAt }) => assigneeName ?? (decidedAt ? '–' : 'Not assigned yet'),
        },
        { heading: 'Due', cell: (request) => <DueDay request={request} today={today} side={side} /> },
      ]}
    />
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
      {isOverdue(request, today) && <strong className="nowrap"> (overdue)</strong>}
    </>
  );
}
