import { calendarResponse } from '@/app/_edges/calendar-response';
import { readFeed } from '@/lib/calendar/read-feed';

type Props = { params: Promise<{ file: string }> };

/** Sends a person's calendar feed to a calendar program, which signs in with nothing but the address. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const token = (await params).file.replace(/\.ics$/, '');
  return calendarResponse(request, (visit) => readFeed(visit, token), 'inline; filename="pdups.ics"');
}
