import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { headers: IncomingHttpHeaders; body: string; path: string };

/** Starts a server on this machine that receives messages. `answer` says what becomes of each. */
export async function startReceiver(answer: (response: ServerResponse, got: Received) => void = ok) {
  const received: Received[] = [];
  const receiver = { received, answer };
  let connections = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const got = { headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? '' };
      received.push(got);
      receiver.answer(response, got);
    });
  });
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${port}/hooks`,
    port,
    connections: () => connections,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

export function ok(response: ServerResponse): void {
  response.writeHead(204).end();
}

export const failing =
  (status: number, body = 'No.') =>
  (response: ServerResponse): void => {
    response.writeHead(status).end(body);
  };
