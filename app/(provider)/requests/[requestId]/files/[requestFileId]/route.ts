import { privateDownload } from '@/app/_edges/private-download';
import { openRequestFile, parseFileId } from '@/lib/requests/files/open-file';
import { parseRequestId } from '@/lib/requests/request';

type Props = { params: Promise<{ requestId: string; requestFileId: string }> };

/** Sends a file of a request as it was sent. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { requestId, requestFileId } = await params;
  return privateDownload(async (ctx) =>
    openRequestFile(ctx, { requestId: parseRequestId(requestId), fileId: parseFileId(requestFileId) }),
  );
}
