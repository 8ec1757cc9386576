import { pdfResponse } from '@/app/_edges/pdf-response';
import { printCertificate } from '@/lib/certificates/generic/print-certificate';
import { parseEventId } from '@/lib/events/event-id';

type Props = { params: Promise<{ eventId: string }> };

/** Print to PDF: sends the event's certificate in its current version. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { eventId } = await params;
  return pdfResponse((ctx) => printCertificate(ctx, parseEventId(eventId)));
}
