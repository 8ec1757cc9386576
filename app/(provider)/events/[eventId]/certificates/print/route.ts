import { refusalResponse } from '@/app/_edges/pdf-response';
import { downloadResponse } from '@/app/_edges/stream-response';
import { beginDownload } from '@/lib/certificates/download/current-files';
import { onePdfOf } from '@/lib/certificates/download/one-pdf';
import { wholeFileName } from '@/lib/certificates/download/whole-name';
import { parseEventId } from '@/lib/events/event-id';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string }> };

/** Sends all valid certificates in one PDF, one per page, to print. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const { event, files } = await beginDownload(await requireContext(), parseEventId((await params).eventId), 'pdf');
    const title = `PDU certificates – ${event.title}`;
    return await downloadResponse(wholeFileName(event, 'pdf'), 'application/pdf', onePdfOf(files, title));
  } catch (error) {
    return refusalResponse(error);
  }
}
