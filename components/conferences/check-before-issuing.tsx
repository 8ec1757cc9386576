import type { ReactNode } from 'react';
import type { NameToCheck } from '@/lib/attendees/look-over';
import { titleWithinConference } from '@/lib/events/rules';
import type { SessionPreview } from '@/lib/whole-conference/preview-issuing';
import { NamesList } from '../attendees/names-list';
import { Notice } from '../notice';

type Props = {
  conferenceId: number;
  sessions: readonly SessionPreview[];
  /** The first of the names that look misspelled, and how many there are. */
  unusual: readonly NameToCheck[];
  unusualCount: number;
  /** Whether the person may sign sessions. */
  maySign: boolean;
};

/** More than so many sessions are found in the table above. */
const MAX_LINKED = 5;

/** Sums up what looks wrong with any session, above the button that issues the certificates of all of them. */
export function CheckBeforeIssuing({ conferenceId, sessions, unusual, unusualCount, maySign }: Props) {
  const running = sessions.filter(({ runsUntil }) => runsUntil !== null);
  const misspelled = sessions.filter((session) => session.unusual > 0);
  const doubled = sessions.filter(({ duplicates }) => duplicates > 0);
  const different = sessions.filter(({ otherUnits }) => otherUnits > 0);
  const unsigned = sessions.filter((session) => session.unsigned > 0);
  if ([running, misspelled, doubled, different, unsigned].every(({ length }) => length === 0)) return null;
  const sum = (of: (session: SessionPreview) => number) => sessions.reduce((total, session) => total + of(session), 0);
  return (
    <Notice kind="warning" title="Check these before you issue">
      <ul className="list-disc pl-6">
        {running.length > 0 && (
          <Found sessions={running} page="">
            {counted(running.length, 'session is', 'sessions are')} not over. Issue certificates now only to people who
            have already completed all of it
          </Found>
        )}
        {unusualCount > 0 && (
          <Found sessions={misspelled} page="/certificates/issue-all">
            {counted(unusualCount, 'name looks', 'names look')} misspelled
          </Found>
        )}
        {doubled.length > 0 && (
          <Found sessions={doubled} page="/attendees/duplicates">
            {sum(({ duplicates }) => duplicates).toLocaleString('en-US')} possible duplicates, who may get two
            certificates
          </Found>
        )}
        {different.length > 0 && (
          <Found sessions={different} page="/attendees">
            {counted(
              sum(({ otherUnits }) => otherUnits),
              'certificate has',
              'certificates have',
            )}{' '}
            other PDUs than the session gives
          </Found>
        )}
        {unsigned.length > 0 && (
          <Found
            sessions={unsigned}
            page="/certificates"
            next={maySign && <a href={`/events/sign?conference=${conferenceId}`}>Sign the sessions first</a>}
          >
            {counted(unsigned.length, 'session is', 'sessions are')} not signed
          </Found>
        )}
      </ul>
      <NamesList names={unusual} total={unusualCount} title="Names to check" />
    </Notice>
  );
}

type FoundProps = {
  sessions: readonly SessionPreview[];
  /** The page of each session on which it is corrected. */
  page: string;
  next?: ReactNode;
  children: ReactNode;
};

function Found({ sessions, page, next, children }: FoundProps) {
  const more = sessions.length - MAX_LINKED;
  return (
    <li>
      {children}:{' '}
      {sessions.slice(0, MAX_LINKED).map((session, index) => (
        <span key={session.eventId}>
          {index > 0 && ', '}
          <a href={`/events/${session.eventId}${page}`} dir="auto">
            {titleWithinConference(session)}
          </a>
        </span>
      ))}
      {more > 0 && `, and ${more.toLocaleString('en-US')} more in the table above`}. {next}
    </li>
  );
}

const counted = (count: number, one: string, many: string) =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${many}`;
