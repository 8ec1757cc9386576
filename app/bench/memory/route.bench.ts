/** What the server process holds after a collection of garbage. */
export async function GET(): Promise<Response> {
  for (let n = 0; n < 3; n++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  return Response.json({ rss, heapUsed, external, arrayBuffers });
}
