import { refusalResponse } from '@/app/_edges/pdf-response';
import { dispositionOf } from '@/lib/printing/file-name';
import { openRequestFile, parseFileId } from '@/lib/requests/files/open-file';
import { parseRequestId } from '@/lib/requests/request';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ requestId: string; requestFileId: string }> };

/** Sends a file of a request byte for byte as it was sent, to be saved and never to be opened by the browser. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  try {
    const { requestId, requestFileId } = await params;
    const ids = { requestId: parseRequestId(requestId), fileId: parseFileId(requestFileId) };
    const { fileName, bytes } = await openRequestFile(await requireContext(), ids);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': dispositionOf(fileName, 'attachment'),
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    return refusalResponse(error);
  }
}
