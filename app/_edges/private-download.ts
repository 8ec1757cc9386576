import type { SignedInContext } from '@/lib/platform/visit';
import { dispositionOf } from '@/lib/printing/file-name';
import { requireContext } from '@/lib/users/context';
import { refusalResponse } from './pdf-response';

type StoredFile = { fileName: string; bytes: Uint8Array };

/** Sends a file byte for byte as somebody uploaded it, to be saved and never to be opened by the browser. */
export async function privateDownload(open: (ctx: SignedInContext) => Promise<StoredFile>): Promise<Response> {
  try {
    const { fileName, bytes } = await open(await requireContext());
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
