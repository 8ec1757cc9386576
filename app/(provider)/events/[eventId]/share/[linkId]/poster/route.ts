import { pdfFile } from '@/app/_edges/pdf-file';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { parseEventId } from '@/lib/events/event-id';
import { dispositionOf } from '@/lib/printing/file-name';
import { parseShareNumber } from '@/lib/share-links/not-found';
import { printPoster } from '@/lib/share-links/poster';
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
