import { dispositionOf } from '@/lib/certificates/file-name';

/**
 * A file that is made while it is sent, as a download. The first bytes are made before anything is answered, so that a
 * refusal can still be one; then each piece when the browser has taken the last, and none when it goes away.
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
