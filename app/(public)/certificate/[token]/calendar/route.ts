import { calendarResponse } from '@/app/_edges/calendar-response';
import { calendarOfLink } from '@/lib/calendar/linked-event';

type Props = { params: Promise<{ token: string }> };

/** Sends the link's event as a file for the attendee's own calendar. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { token } = await params;
  return calendarResponse(request, (visit) => calendarOfLink(visit, token), 'attachment; filename="event.ics"');
}
