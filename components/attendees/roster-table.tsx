import type { ListedAttendee } from '@/lib/attendees/list-attendees';
import { unitsOf } from '@/lib/events/rules';
import { CameBack } from '../certificates/came-back';
import { DataTable } from '../data-table';
import { tickColumn } from './tick-column';

type Props = {
  eventId: number;
  attendees: ListedAttendee[];
  caption: string;
  /** False for viewers and staff: no boxes to tick, nothing to edit. */
  mayChange: boolean;
};

export function RosterTable({ eventId, attendees, caption, mayChange }: Props) {
  return (
    <DataTable
      size="several"
      className="roster-table"
      caption={caption}
      rows={attendees}
      rowKey={({ id }) => id}
      columns={[
        ...(mayChange ? [TICK] : []),
        {
          heading: 'Name',
          cell: ({ name, email }) => (
            <>
              <bdi>{name}</bdi>
              {email && <span className="sub wrap-anywhere">{email}</span>}
            </>
          ),
        },
        {
          heading: 'School or district',
          cell: ({ school, educatorNumber }) => (
            <span className="wrap-anywhere">
              <bdi>{school || '–'}</bdi>
              {educatorNumber && <span className="sub">Educator number {educatorNumber}</span>}
            </span>
          ),
        },
        {
          heading: 'PDUs',
          kind: 'number',
          cell: ({ units, attendance }) => (
            <span>
              {unitsOf(units)}
              {attendance && <span className="sub">{attendance.reason}</span>}
            </span>
          ),
        },
        {
          heading: 'Completed',
          cell: ({ completed }) => (
            <span className={completed ? 'tag tag-reported' : 'tag tag-upcoming'}>
              {completed ? 'Completed' : 'Not yet'}
            </span>
          ),
        },
        {
          heading: 'Certificate',
          cell: ({ currentCertificateId, isUnreached }) => (
            <span>
              {currentCertificateId === null ? '–' : 'Issued'}
              {isUnreached && (
                <span className="sub">
                  <CameBack />
                </span>
              )}
            </span>
          ),
        },
      ]}
      actions={
        mayChange &&
        (({ id, name }) => (
          <a href={`/events/${eventId}/attendees/${id}`}>
            Edit<span className="sr-only"> {name}</span>
          </a>
        ))
      }
    />
  );
}

const TICK = tickColumn<ListedAttendee>({
  name: 'attendees[]',
  all: { label: 'Check everyone on this page' },
  box: ({ id, name }) => ({ value: id, label: name }),
});
