import { dispositionOf } from '@/lib/printing/file-name';

/**
 * Sends a file as a download while it is being created. The first bytes are created before the answer starts, so that
 * an error can still be answered as one; then each piece when the browser has received the last, and none once it
 * disconnects.
 */
export async function downloadResponse(
  name: string,
  contentType: string,
  pieces: AsyncGenerator<Uint8Array, void>,
): Promise<Response> {
  const first = await pieces.next();
  return new Response(streamOf(first, pieces), {
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': dispositionOf(name, 'attachment'),
      'Cache-Control': 'private, no-store',
    },
  });
}

function streamOf(
  first: IteratorResult<Uint8Array, void>,
  rest: AsyncGenerator<Uint8Array, void>,
): ReadableStream<Uint8Array> {
  let next: IteratorResult<Uint8Array, void> | null = first;
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = next ?? (await rest.next());
      next = null;
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await rest.return();
    },
  });
}
