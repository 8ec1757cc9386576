import { refusalResponse } from '@/app/_edges/pdf-response';
import { downloadResponse } from '@/app/_edges/stream-response';
import { beginDownload } from '@/lib/certificates/download/current-files';
import { wholeFileName } from '@/lib/certificates/download/whole-name';
import { zipOf } from '@/lib/certificates/download/zip';
import { parseEventId } from '@/lib/events/event-id';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ eventId: string }> };

/** Sends all valid certificates as one ZIP of files named after their people. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const { event, files } = await beginDownload(await requireContext(), parseEventId((await params).eventId), 'zip');
    return await downloadResponse(wholeFileName(event, 'zip'), 'application/zip', zipOf(files));
  } catch (error) {
    return refusalResponse(error);
  }
}
