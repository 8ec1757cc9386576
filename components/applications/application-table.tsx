import type { ListedApplication } from '@/lib/applications/list-applications';
import { APPLICATION_LISTS, type ApplicationList } from '@/lib/applications/list-query';
import type { Day } from '@/lib/platform/clock';
import { formatDay, formatMoment } from '@/lib/platform/days';
import { PROVIDER_KINDS } from '@/lib/providers/words';
import { type Column, DataTable } from '../data-table';
import { ApplicationDue } from './application-due';
import { ApplicationTag } from './application-tag';

type Props = { list: ApplicationList; applications: ListedApplication[]; today: Day };

/** Lists applications of organizations to be an approved provider. */
export function ApplicationTable({ list, applications, today }: Props) {
  const last: Column<ListedApplication>[] =
    list === 'undecided'
      ? [
          { heading: 'Status', cell: ({ status }) => <ApplicationTag status={status} /> },
          { heading: 'Due', cell: (application) => <ApplicationDue application={application} today={today} /> },
        ]
      : [{ heading: 'Decided', cell: ({ decidedAt }) => decidedAt && formatMoment(decidedAt) }];
  return (
    <DataTable
      size="several"
      caption={APPLICATION_LISTS[list]}
      captionHidden
      rows={applications}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Organization',
          cell: ({ id, organization }) => (
            <a href={`/admin/applications/${id}`} dir="auto">
              {organization}
            </a>
          ),
        },
        { heading: 'Applied for', cell: ({ kind }) => PROVIDER_KINDS[kind] },
        {
          heading: 'Contact',
          cell: ({ contactName, contactEmail }) => (
            <>
              <bdi>{contactName}</bdi>
              <span className="sub wrap-anywhere">{contactEmail}</span>
            </>
          ),
        },
        { heading: 'Received', cell: ({ receivedOn }) => formatDay(receivedOn) },
        ...last,
      ]}
    />
  );
}
