import type { EventAction } from '@/lib/audit/entries';
import type { LoggedOfEvent, LoggedOfRecord } from '@/lib/events/event-log';
import { formatMoment } from '@/lib/platform/days';
import { DiffView } from './diff-view';

/** Everything that the log records about an event, in words. */
export const EVENT_WORDS: Record<EventAction, string> = {
  'attendee.added': 'Attendee added',
  'attendee.completed_in_learning_system': 'Course completed in a learning system',
  'attendee.edited': 'Attendee edited',
  'attendee.removed': 'Attendee removed',
  'attendees.imported': 'Attendees imported',
  'attendees.marked': 'Attendees marked',
  'attendance.checked_in': 'Checked in or out with the event’s code',
  'attendance.fact_withdrawn': 'A visit was withdrawn',
  'attendance.file_downloaded': 'Attendance report downloaded',
  'attendance.report_withdrawn': 'Attendance report withdrawn',
  'attendance.saved': 'Attendance saved',
  'attendance.scanned': 'Checked in or out at the scanner',
  'attendance.visit_added': 'A visit was added by hand',
  'attendees.kept_apart': 'Attendees kept apart as two people',
  'attendees.marking_undone': 'Marking undone',
  'attendees.merged': 'Attendees merged',
  'certificate.corrected': 'Certificate corrected',
  'certificate.generated': 'Certificate printed for the first time in this version',
  'certificate.issued': 'Certificates issued',
  'certificate.mailed': 'Certificate emailed',
  'certificate.revoked': 'Certificate revoked',
  'certificates.downloaded': 'Certificates downloaded',
  'certificates.run_begun': 'Bulk run started',
  'certificates.run_cancelled': 'Bulk run canceled',
  'certificates.run_done': 'Bulk run finished',
  'certificates.run_paused': 'Bulk run paused',
  'certificates.run_resumed': 'Bulk run resumed',
  'check_in.closed': 'Check-in code closed',
  'check_in.opened': 'Check-in code opened',
  'claim.accepted': 'Claim accepted',
  'claim.made': 'Certificate claimed through a share link',
  'claim.refused': 'Claim refused',
  'claim.withdrawn': 'Claim withdrawn',
  'evaluation.saved': 'Evaluation saved',
  'event.added': 'Event added',
  'event.canceled': 'Event canceled',
  'event.certificates_reported': 'Certificate count recorded',
  'event.continued': 'Continued for the next year',
  'event.edited': 'Event edited',
  'event.interim_count_recorded': 'Count up to June 30 recorded',
  'event.left_for_ink': 'Signature removed; certificates are signed by hand',
  'event.restored': 'Event restored',
  'event.signed': 'Certificates signed',
  'roster.opened': 'Roster opened',
  'share_link.made': 'Share link made',
  'share_link.revoked': 'Share link revoked',
};

/** What the history of a session has of its conference. */
const CONFERENCE_WORDS = { 'conference_roster.opened': 'Roster of the whole conference opened' };

/** Returns the words for an action. Entries from earlier versions may have others, which are shown under their own name. */
function wordsFor(action: string): string {
  return ({ ...EVENT_WORDS, ...CONFERENCE_WORDS } as Record<string, string>)[action] ?? action;
}

const OTHERS: Record<string, string> = {
  attendee: 'an attendee',
  learning_system: 'a learning system',
  job: 'the system',
  command_line: 'a person with access to the server',
};

function byWhom({ by, byStaff, onBehalf, actorKind }: LoggedOfRecord): string {
  const who = by ?? OTHERS[actorKind] ?? 'the system';
  const staff = onBehalf ? 'agency staff acting for the provider' : 'agency staff';
  return byStaff ? `${who}, ${staff}` : who;
}

type Props = { entries: LoggedOfEvent[]; requestsHref: string };

/** Shows who did what to an event, when, and why: with before and after for what was edited. */
export function EventLog(props: Props) {
  return <RecordLog {...props} wordsFor={wordsFor} />;
}

/** Shows the same for any record. */
export function RecordLog({
  entries,
  requestsHref,
  wordsFor,
}: Omit<Props, 'entries'> & { entries: LoggedOfRecord[]; wordsFor: (action: string) => string }) {
  return (
    <ol className="history history-wide">
      {entries.map((entry) => (
        <li key={entry.id}>
          {wordsFor(entry.action)}
          <span className="hint">
            {byWhom(entry)}, {formatMoment(entry.at)}
          </span>
          {entry.requestId !== null && (
            <p>
              <a href={`${requestsHref}/${entry.requestId}`}>Request {entry.requestId}</a>
            </p>
          )}
          {entry.reason && (
            <p className="prose-lines" dir="auto">
              {entry.reason}
            </p>
          )}
          {entry.differences.length > 0 && (
            <DiffView caption={`What changed on ${formatMoment(entry.at)}`} captionHidden changes={entry.differences} />
          )}
          {entry.consequence && <p>{entry.consequence}</p>}
        </li>
      ))}
    </ol>
  );
}
