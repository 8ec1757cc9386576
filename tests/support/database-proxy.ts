import { createServer, type Server, Socket } from 'node:net';

type Mode =
  | 'pass'
  /** Accepts bytes and never answers. */
  | 'silent'
  /** Closes each new connection without an answer. */
  | 'close'
  /** Agrees to encryption and then disconnects. */
  | 'no TLS';

export type DatabaseProxy = {
  url: string;
  set(next: Mode): void;
  /** Ends all connections: with a reset, or in order, like a server that closes its side. */
  cut(how?: 'reset' | 'close'): void;
  /**
   * Inspects what the product sends before it is passed on; cuts the connection instead when the function returns true.
   */
  cutWhen(matches: ((sent: Buffer) => boolean) | null, how?: 'reset' | 'close'): void;
  /** Inspects what the product sends, and cuts the connection when the answer to it comes, which the product does not get. */
  cutAnswerTo(matches: ((sent: Buffer) => boolean) | null): void;
  close(): Promise<void>;
};

/** Starts a proxy in front of a test's database that can lose connections in every way that a network does. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  let mode: Mode = 'pass';
  let matches: ((sent: Buffer) => boolean) | null = null;
  let matchesAnswer: ((sent: Buffer) => boolean) | null = null;
  let howWhenMatched: 'reset' | 'close' = 'close';
  const sockets = new Set<Socket>();
  const nears = new Set<Socket>();
  const { hostname, port } = new URL(databaseUrl);
  const end = (socket: Socket, how: 'reset' | 'close') => {
    if (how === 'reset') socket.resetAndDestroy();
    else socket.end(() => socket.destroy());
  };
  const server: Server = createServer((near) => {
    sockets.add(near);
    nears.add(near);
    near.on('error', () => {});
    near.once('close', () => {
      sockets.delete(near);
      nears.delete(near);
    });
    // The greeting is read first, because closing a connection with unread data resets it, which is a different
    // failure.
    if (mode === 'close') return near.once('data', () => near.end());
    if (mode === 'no TLS') return near.once('data', () => near.end('S'));
    const far = new Socket().connect(Number(port), hostname);
    sockets.add(far);
    far.once('close', () => sockets.delete(far));
    let answerIsCut = false;
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => {
        if (mode === 'silent') return;
        if (from === near && matches?.(bytes)) {
          end(near, howWhenMatched);
          return far.destroy();
        }
        if (from === far && answerIsCut) return end(near, 'close');
        if (from === near && matchesAnswer?.(bytes)) answerIsCut = true;
        to.write(bytes);
      });
      from.on('close', () => to.destroy());
      from.on('error', () => {});
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = new URL(databaseUrl);
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    set(next) {
      mode = next;
    },
    cut(how = 'close') {
      for (const socket of nears) end(socket, how);
    },
    cutWhen(next, how = 'close') {
      matches = next;
      howWhenMatched = how;
    },
    cutAnswerTo(next) {
      matchesAnswer = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
