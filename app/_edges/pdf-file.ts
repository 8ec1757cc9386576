import { requestScope } from '@/lib/platform/request-scope';

/**
 * Answers with a whole PDF. Its length bypasses Next.js, which does not let a route set it; with it, a browser on a
 * slow connection can show the download's progress.
 */
export function pdfFile(bytes: Uint8Array, disposition: string): Response {
  const scope = requestScope();
  if (scope) scope.headers['Content-Length'] = String(bytes.byteLength);
  return new Response(asBody(bytes), {
    headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': disposition },
  });
}

/** Wraps the bytes in a stream, because `Response` would copy the bytes themselves. */
function asBody(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
