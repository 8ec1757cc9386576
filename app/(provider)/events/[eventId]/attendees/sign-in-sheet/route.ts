import { pdfFile } from '@/app/_edges/pdf-file';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { printSignInSheet } from '@/lib/attendees/sign-in-sheet/print-sheet';
import { parseEventId } from '@/lib/events/event-id';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string }> };

/** Sends the sign-in sheet of an event as a PDF to print. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const eventId = parseEventId((await params).eventId);
    const bytes = await printSignInSheet(await requireContext(), eventId);
    return pdfFile(bytes, `inline; filename="sign-in-sheet-${eventId}.pdf"`);
  } catch (error) {
    return refusalResponse(error);
  }
}
