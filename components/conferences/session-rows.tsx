'use client';

import type { EventState } from '@/lib/events/rules';
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

/**
 * The rows of a conference's sessions. They are most of the page's cost when there are three hundred: a client component gets
 * their facts instead of all their elements, and plain functions take the place of components within them.
 */
export function SessionRows({ lines }: { lines: readonly SessionLine[] }) {
  return lines.map(sessionRow);
}

const NUMBER = new Intl.NumberFormat('en-US');
const number = (count: number) => NUMBER.format(count);

function sessionRow(session: SessionLine) {
  const path = `/events/${session.id}`;
  const completed = `${number(session.completed)} of ${number(session.attendees)}`;
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <tr role="row" key={session.id}>
      <th scope="row" role="rowheader">
        <a href={path} dir="auto">
          {session.title}
        </a>
        <span className="sub" dir="auto">
          {session.instructor}
        </span>
      </th>
      <td role="cell" data-label="When">
        {session.when}
        {session.place !== '' && (
          <span className="sub" dir="auto">
            {session.place}
          </span>
        )}
      </td>
      <td role="cell" data-label="PDUs" className="number">
        {session.units}
      </td>
      <td role="cell" data-label="Completed" className="number">
        <a href={`${path}/attendees`}>
          {completed}
          <span className="sr-only"> on the roster</span>
        </a>
      </td>
      <td role="cell" data-label="Issued here" className="number">
        <a href={`${path}/certificates`}>{number(session.issued)}</a>
        {session.due > 0 && <span className="sub">{`${number(session.due)} to issue`}</span>}
      </td>
      <td role="cell" data-label="Signed">
        {session.isSigned ? 'Yes' : 'No'}
      </td>
      <td role="cell" data-label="Count" className="number">
        {session.count === null ? 'Not recorded' : number(session.count)}
        {session.news && <span className="sub">{session.news}</span>}
      </td>
      <td role="cell" data-label="Status">
        {Tag({ state: session.state })}
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}
