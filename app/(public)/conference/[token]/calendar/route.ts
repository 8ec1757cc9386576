import { calendarResponse } from '@/app/_edges/calendar-response';
import { calendarOfConferenceLink } from '@/lib/calendar/linked-conference';

type Props = { params: Promise<{ token: string }> };

/** Sends the sessions of the link's conference as a file for the attendee's own calendar. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { token } = await params;
  return calendarResponse(
    request,
    (visit) => calendarOfConferenceLink(visit, token),
    'attachment; filename="conference.ics"',
  );
}
