import { conferenceResponse } from '@/app/_edges/conference-response';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { parseAttendeeId } from '@/lib/attendees/attendee-id';
import { beginConferenceDownload } from '@/lib/certificates/conference/of-attendee';
import { parseEventId } from '@/lib/events/event-id';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string; attendeeId: string }> };

/** Sends all certificates of an attendee for the sessions of the event's conference (M24). */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const { eventId, attendeeId } = await params;
    const which = { eventId: parseEventId(eventId), attendeeId: parseAttendeeId(attendeeId) };
    return conferenceResponse(await beginConferenceDownload(await requireContext(), which));
  } catch (error) {
    return refusalResponse(error);
  }
}
