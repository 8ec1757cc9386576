import { requestScope } from '@/lib/platform/request-scope';

/**
 * A whole PDF as the answer. Its length goes past Next.js, which lets no route say it: a browser on a slow line then
 * shows how far the download is.
 */
export function pdfFile(bytes: Uint8Array, disposition: string): Response {
  const scope = requestScope();
  if (scope) scope.headers['Content-Length'] = String(bytes.byteLength);
  return new Response(asBody(bytes), {
    headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': disposition },
  });
}

/** Handed on as it is: given the bytes themselves, `Response` copies them. */
function asBody(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
