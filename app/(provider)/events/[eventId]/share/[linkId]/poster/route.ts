import { pdfFile } from '@/app/_edges/pdf-file';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { dispositionOf } from '@/lib/certificates/file-name';
import { parseShareNumber } from '@/lib/certificates/share-links/not-found';
import { printPoster } from '@/lib/certificates/share-links/poster';
import { parseEventId } from '@/lib/events/event-id';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string; linkId: string }> };

/** Sends the link's poster, to print. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const ctx = await requireContext();
    const { eventId, linkId } = await params;
    const { bytes } = await printPoster(ctx, { eventId: parseEventId(eventId), linkId: parseShareNumber(linkId) });
    return pdfFile(bytes, dispositionOf(`PDU certificate poster ${linkId}.pdf`, 'inline'));
  } catch (error) {
    return refusalResponse(error);
  }
}
