import type { ListPreview } from '@/lib/conference-roster/import/plan-list';
import { Notice } from '../notice';

type Props = Pick<ListPreview, 'isTimed' | 'withoutTimes' | 'partly' | 'atTheSameTime'> & {
  /** The titles of the sessions, by their numbers. */
  titles: ReadonlyMap<number, string>;
};

/** The most people that a page names. */
const MAX_NAMED = 200;

const more = (count: number) =>
  count > MAX_NAMED ? <p>And {(count - MAX_NAMED).toLocaleString('en-US')} more.</p> : null;

/** Says what people should know before they import a list: whose time is not the whole session, and who was in two places. */
export function ListRemarks({ isTimed, withoutTimes, partly, atTheSameTime, titles }: Props) {
  const titleOf = (id: number) => <bdi>{titles.get(id)}</bdi>;
  return (
    <>
      {isTimed && (
        <Notice title="PDUs come from the time in each session">
          <p>
            This list says when people came and left, or how long they stayed. Only time within a session counts,
            rounded down to the quarter hour. Rows without a time are not imported.
          </p>
        </Notice>
      )}
      {withoutTimes.length > 0 && (
        <Notice kind="warning" title="Some sessions have no start and end">
          <p>
            We can’t count these sessions from this list. After the import, you can count each on its Attendance page.
          </p>
          <ul className="bulleted">
            {withoutTimes.map((id) => (
              <li key={id}>{titleOf(id)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {atTheSameTime.length > 0 && (
        <Notice kind="warning" title="At two sessions at the same time">
          <p>These people would have completed sessions that overlap. Check the list, or the times of the sessions.</p>
          <ul className="bulleted">
            {atTheSameTime.slice(0, MAX_NAMED).map(({ name, sessionIds: [one, other] }) => (
              <li key={`${name} ${one} ${other}`}>
                <bdi>{name}</bdi>: {titleOf(one)} and {titleOf(other)}
              </li>
            ))}
          </ul>
          {more(atTheSameTime.length)}
        </Notice>
      )}
      {partly.length > 0 && (
        <details className="my-4">
          <summary>
            {partly.length === 1
              ? '1 visit was shorter than its session'
              : `${partly.length.toLocaleString('en-US')} visits were shorter than their sessions`}
          </summary>
          <ul className="bulleted">
            {partly.slice(0, MAX_NAMED).map(({ sessionId, name, reason }) => (
              <li key={`${name} ${sessionId}`}>
                <bdi>{name}</bdi> at {titleOf(sessionId)}: {reason}
              </li>
            ))}
          </ul>
          {more(partly.length)}
        </details>
      )}
    </>
  );
}
