import { Notice } from '../notice';
import { DuplicatesLink } from './duplicates-link';

type Props = {
  sessions: readonly { id: number; title: string }[];
  /** How many there are at each session that has any. */
  counts: ReadonlyMap<number, number>;
};

/** Warns about people on the roster of one session who may be the same person, for all sessions of a conference. */
export function DuplicatesOfSessions({ sessions, counts }: Props) {
  const concerned = sessions.filter(({ id }) => counts.has(id));
  if (concerned.length === 0) return null;
  const people = concerned.reduce((sum, { id }) => sum + counts.get(id)!, 0);
  return (
    <Notice kind="warning" title={`${people.toLocaleString('en-US')} possible duplicates`}>
      <p>
        On the roster of one session, they have the same name, or the same first and last name, as someone else there,
        or share an email address and have similar names. They may be one person with two certificates, counted twice.
      </p>
      <details>
        <summary>{concerned.length === 1 ? '1 session' : `${concerned.length} sessions`}</summary>
        <ul className="list-disc pl-6">
          {concerned.map(({ id, title }) => (
            <li key={id}>
              <bdi>{title}</bdi>: <DuplicatesLink eventId={id} count={counts.get(id)!} />
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}
