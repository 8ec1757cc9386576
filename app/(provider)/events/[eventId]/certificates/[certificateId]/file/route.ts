import { pdfFile } from '@/app/_edges/pdf-file';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { parseCertificateId } from '@/lib/certificates/change/get-certificate';
import { openNamedCertificate } from '@/lib/certificates/download/open-named-certificate';
import { parseEventId } from '@/lib/events/event-id';
import { dispositionOf, namedCertificateFileName } from '@/lib/printing/file-name';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string; certificateId: string }> };

/** Sends a named certificate, byte for byte as it was issued; `?download` saves it as a file instead of opening it. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  try {
    const { eventId, certificateId } = await params;
    const ctx = await requireContext();
    const { facts, bytes } = await openNamedCertificate(ctx, parseEventId(eventId), parseCertificateId(certificateId));
    const download = new URL(request.url).searchParams.has('download');
    return pdfFile(bytes, dispositionOf(namedCertificateFileName(facts), download ? 'attachment' : 'inline'));
  } catch (error) {
    return refusalResponse(error);
  }
}
