import { refusalResponse } from '@/app/_edges/pdf-response';
import { openReport, parseReportId } from '@/lib/attendees/attendance/open-report';
import { parseEventId } from '@/lib/events/event-id';
import { dispositionOf } from '@/lib/printing/file-name';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string; fileId: string }> };

/** Sends a report of attendance byte for byte as it was uploaded, to be saved and never to be opened by the browser. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const { eventId, fileId } = await params;
    const ids = { eventId: parseEventId(eventId), fileId: parseReportId(fileId) };
    const { fileName, bytes } = await openReport(await requireContext(), ids);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': dispositionOf(fileName, 'attachment'),
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusalResponse(error);
  }
}
