import { privateDownload } from '@/app/_edges/private-download';
import { openReport, parseReportId } from '@/lib/attendees/attendance/open-report';
import { parseEventId } from '@/lib/events/event-id';

type Props = { params: Promise<{ eventId: string; fileId: string }> };

/** Sends a report of attendance as it was uploaded. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { eventId, fileId } = await params;
  return privateDownload(async (ctx) =>
    openReport(ctx, { eventId: parseEventId(eventId), fileId: parseReportId(fileId) }),
  );
}
