import { pdfResponse } from '@/app/_edges/pdf-response';
import { parseEventId } from '@/lib/events/event-id';
import { openCertificateVersion } from '@/lib/printing/print-certificate';

type Props = { params: Promise<{ eventId: string; version: string }> };

/** Sends a version of the certificate that was printed earlier, byte for byte. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { eventId, version } = await params;
  return pdfResponse((ctx) => openCertificateVersion(ctx, parseEventId(eventId), parseEventId(version)));
}
