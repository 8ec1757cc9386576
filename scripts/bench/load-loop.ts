import { Agent, get } from 'node:http';

/** A load in a separate process, so that making requests does not slow down the server that answers them. */
export type LoadOrder = {
  url: string;
  headers: Record<string, string>;
  connections: number;
  requests: number;
  seconds: number;
};

export type LoadResult = { requests: number; failures: number; seconds: number; bytes: number };

/** Makes one request; resolves with the status, the length and the time in milliseconds. */
export function fetchOnce(
  agent: Agent,
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; bytes: number; ms: number; body: Buffer }> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(parts);
        resolve({ status: response.statusCode ?? 0, bytes: body.length, ms: performance.now() - begun, body });
      });
    }).on('error', reject);
  });
}

/** Keeps `connections` requests under way until the given number is reached or the time is up. */
async function load({ url, headers, connections, requests, seconds }: LoadOrder): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const begun = performance.now();
  const until = begun + seconds * 1000;
  let started = 0;
  let failures = 0;
  let bytes = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (started < requests && performance.now() < until) {
        started++;
        const answer = await fetchOnce(agent, url, headers).catch(() => null);
        if (answer?.status !== 200) failures++;
        bytes += answer?.bytes ?? 0;
      }
    }),
  );
  agent.destroy();
  return { requests: started, failures, bytes, seconds: (performance.now() - begun) / 1000 };
}

if (process.send) {
  process.on('message', (order: LoadOrder) => void load(order).then((result) => process.send!(result)));
}
