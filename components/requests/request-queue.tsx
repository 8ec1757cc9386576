import type { OtherHolidays } from '@/lib/platform/business-days';
import type { Day } from '@/lib/platform/clock';
import { QUEUE_LABELS, QUEUES, type QueueName, type WorkedList } from '@/lib/requests/queues';
import type { ProviderRequest } from '@/lib/requests/request';
import { type Urgency, urgencyFor } from '@/lib/requests/rules';
import { RequestTable } from './request-table';

type Props = {
  list: WorkedList;
  hrefOf: (queue: QueueName) => string;
  requests: ProviderRequest[];
  today: Day;
  holidays: OtherHolidays;
};

const GROUPS: [Urgency, string][] = [
  ['overdue', 'Overdue'],
  ['soon', 'Due soon'],
  ['later', 'Due later'],
];

/** Shows links to the queues, and the requests of one; those that wait for staff are grouped by urgency. */
export function RequestQueue({ list, hrefOf, requests, today, holidays }: Props) {
  const { queue } = list;
  const grouped = queue !== 'waiting' && queue !== 'decided';
  const urgency = urgencyFor(today, holidays);
  return (
    <>
      <nav aria-label="Lists of requests" className="event-nav">
        <ul>
          {QUEUES.map((name) => (
            <li key={name}>
              {name === queue ? (
                <span aria-current="page">{QUEUE_LABELS[name]}</span>
              ) : (
                <a href={hrefOf(name)}>{QUEUE_LABELS[name]}</a>
              )}
            </li>
          ))}
        </ul>
      </nav>
      {grouped
        ? GROUPS.map(([name, label]) => ({
            label,
            some: requests.filter((request) => urgency(request) === name),
          }))
            .filter(({ some }) => some.length > 0)
            .map(({ label, some }) => (
              <section key={label}>
                <h2>{label}</h2>
                <RequestTable caption={label} captionHidden requests={some} today={today} side="staff" list={list} />
              </section>
            ))
        : requests.length > 0 && (
            <RequestTable
              caption={QUEUE_LABELS[queue]}
              captionHidden
              requests={requests}
              today={today}
              side="staff"
              list={list}
            />
          )}
    </>
  );
}
