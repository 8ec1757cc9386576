/** Reports how much memory the server process uses after a garbage collection. */
export async function GET(): Promise<Response> {
  for (let n = 0; n < 3; n++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return Response.json({ rss, heapUsed, external, arrayBuffers });
}
