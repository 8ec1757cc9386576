'use client';

import type { EventState } from '@/lib/events/rules';
import { type Column, DataTable } from '../data-table';
import { Tag } from '../tag';

/** A session as its row says it. */
export type SessionLine = {
  id: number;
  title: string;
  instructor: string;
  when: string;
  place: string;
  units: string;
  completed: number;
  attendees: number;
  issued: number;
  due: number;
  isSigned: boolean;
  count: number | null;
  /** What is new since the count was recorded. */
  news: 'More issued since' | 'Changed since' | null;
  state: EventState;
};

const NUMBER = new Intl.NumberFormat('en-US');
const number = (count: number) => NUMBER.format(count);
const pathOf = ({ id }: SessionLine) => `/events/${id}`;

const COLUMNS: Column<SessionLine>[] = [
  {
    heading: 'Session',
    cell: (session) => (
      <>
        <a href={pathOf(session)} dir="auto">
          {session.title}
        </a>
        <span className="sub" dir="auto">
          {session.instructor}
        </span>
      </>
    ),
  },
  {
    heading: 'When',
    cell: ({ when, place }) => (
      <>
        {when}
        {place !== '' && (
          <span className="sub" dir="auto">
            {place}
          </span>
        )}
      </>
    ),
  },
  { heading: 'PDUs', kind: 'number', cell: ({ units }) => units },
  {
    heading: 'Completed',
    kind: 'number',
    cell: (session) => (
      <a href={`${pathOf(session)}/attendees`}>
        {`${number(session.completed)} of ${number(session.attendees)}`}
        <span className="sr-only"> on the roster</span>
      </a>
    ),
  },
  {
    heading: 'Issued here',
    kind: 'number',
    cell: (session) => (
      <>
        <a href={`${pathOf(session)}/certificates`}>{number(session.issued)}</a>
        {session.due > 0 && <span className="sub">{`${number(session.due)} to issue`}</span>}
      </>
    ),
  },
  { heading: 'Signed', cell: ({ isSigned }) => (isSigned ? 'Yes' : 'No') },
  {
    heading: 'Count',
    kind: 'number',
    cell: ({ count, news }) => (
      <>
        {count === null ? 'Not recorded' : number(count)}
        {news && <span className="sub">{news}</span>}
      </>
    ),
  },
  { heading: 'Status', cell: ({ state }) => Tag({ state }) },
];

/**
 * The rows of a conference's sessions. They are most of the page's cost when there are three hundred, so a client component
 * gets their facts instead of all their elements.
 */
export function SessionLines({ lines, caption }: { lines: readonly SessionLine[]; caption: string }) {
  return (
    <DataTable
      caption={caption}
      className="session-list"
      size="many"
      rows={lines}
      rowKey={({ id }) => id}
      columns={COLUMNS}
    />
  );
}
