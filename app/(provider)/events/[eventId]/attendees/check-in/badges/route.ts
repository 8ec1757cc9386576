import { pdfFile } from '@/app/_edges/pdf-file';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { printBadges } from '@/lib/attendees/check-in/print-badges';
import { parseEventId } from '@/lib/events/event-id';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string }> };

/** Sends the badges of an event as a PDF to print. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const eventId = parseEventId((await params).eventId);
    const bytes = await printBadges(await requireContext(), eventId);
    return pdfFile(bytes, `inline; filename="badges-${eventId}.pdf"`);
  } catch (error) {
    return refusalResponse(error);
  }
}
