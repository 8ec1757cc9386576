import type { Day } from '@/lib/platform/clock';
import { formatMoment } from '@/lib/platform/days';
import type { ProviderRequest } from '@/lib/requests/request';
import { DueDay } from './request-table';

/** Returns the row of a request's summary that says who answers it. */
export function answeredBy({ assigneeName, decidedAt }: Pick<ProviderRequest, 'assigneeName' | 'decidedAt'>) {
  return { term: 'Answered by', value: assigneeName ?? (decidedAt ? 'No one' : 'Not assigned yet') };
}

/** Returns the row of a request's summary that says by when it is answered, or when it was decided. */
export function dueRow(request: ProviderRequest, today: Day, side: 'provider' | 'staff') {
  return request.decidedAt
    ? { term: 'Decided', value: formatMoment(request.decidedAt) }
    : { term: 'Due', value: <DueDay request={request} today={today} side={side} /> };
}
