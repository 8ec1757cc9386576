import { formatTime } from '@/lib/events/agenda';
import { issuedSinceReport, titleWithinConference, unitsOf } from '@/lib/events/rules';
import { formatDays } from '@/lib/platform/days';
import type { Session } from '@/lib/whole-conference/sessions';
import { type SessionLine, SessionLines } from './session-lines';

type Props = { sessions: readonly Session[]; caption: string };

/** Lists the sessions of a conference with what there is of each (M24). */
export function SessionTable({ sessions, caption }: Props) {
  return <SessionLines lines={sessions.map(lineOf)} caption={caption} />;
}

function lineOf(session: Session): SessionLine {
  return {
    id: session.id,
    title: titleWithinConference(session),
    instructor: session.instructor,
    when: whenOf(session),
    place: placeOf(session),
    units: unitsOf(session.hours),
    completed: session.completed,
    attendees: session.attendees,
    issued: session.issuedCount,
    due: session.due,
    isSigned: session.isSigned,
    count: session.certificateCount,
    news: newsOf(session),
    state: session.state,
  };
}

function whenOf({ startsOn, endsOn, startsAt, endsAt }: Session): string {
  const days = formatDays(startsOn, endsOn);
  return startsAt && endsAt ? `${days}, ${unbroken(startsAt)} to ${unbroken(endsAt)}` : days;
}

/** A time in a narrow column, where "AM" stays with its hour. */
const unbroken = (time: string) => formatTime(time).replace(' ', '\u00a0');

function placeOf({ room, track }: Session): string {
  return [room, track].filter(Boolean).join(' · ');
}

function newsOf(session: Session): SessionLine['news'] {
  if (!session.countDiffers) return null;
  return issuedSinceReport(session) > 0 ? 'More issued since' : 'Changed since';
}
