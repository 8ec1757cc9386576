import { pdfResponse } from '@/app/_edges/pdf-response';
import { openCertificateVersion } from '@/lib/certificates/generic/print-certificate';
import { parseEventId } from '@/lib/events/event-id';

type Props = { params: Promise<{ eventId: string; version: string }> };

/** Sends a version of the certificate that was printed earlier, byte for byte. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { eventId, version } = await params;
  return pdfResponse((ctx) => openCertificateVersion(ctx, parseEventId(eventId), parseEventId(version)));
}
