import { connect, type Socket } from 'node:net';

const LOOK_EVERY_MS = 1_000;

/** What postgres.js passes to `socket`, and what it reads from the socket for TLS and for its messages. */
type Target = { host: string[]; port: number[]; path?: string | false };
type NamedSocket = Socket & { host?: string | undefined; port?: number | undefined };

/**
 * Opens connections for postgres.js. By default, it waits forever for a server that vanished without closing the connection
 * (a cut network, a frozen machine), and retries without a pause when every connection is accepted and then closed without a
 * reply (a proxy whose database is down). Here the first is closed after `maxSilence`, and the second is an error; both are
 * reported as an unreachable database, and the next query opens a new connection.
 * @returns the postgres.js option that its types leave out
 */
export function openSocket({ maxSilence }: { maxSilence?: number | undefined }): object {
  let opened = 0;
  const socket = ({ host, port, path }: Target): Socket => {
    const at = opened++ % host.length;
    const place = { host: host[at], port: port[at] };
    const opening: NamedSocket = path ? connect(path) : connect({ ...place, port: place.port! });
    if (!path) Object.assign(opening, place);
    opening.once('close', (hadError) => {
      if (hadError || opening.bytesRead > 0 || opening.listenerCount('error') === 0) return;
      opening.emit('error', Object.assign(new Error('the server closed the connection'), { code: 'ECONNRESET' }));
    });
    if (maxSilence !== undefined) endWhenSilent(opening, maxSilence);
    return opening;
  };
  return { socket };
}

/** Not the socket's `setTimeout`: postgres.js removes all listeners when it switches to TLS. */
function endWhenSilent(socket: Socket, maxSilence: number): void {
  let bytes = 0;
  let heardAt = performance.now();
  const look = setInterval(() => {
    if (socket.destroyed) return clearInterval(look);
    const now = socket.bytesRead + socket.bytesWritten;
    if (now !== bytes) {
      bytes = now;
      heardAt = performance.now();
    } else if (performance.now() - heardAt > maxSilence) socket.destroy();
  }, LOOK_EVERY_MS);
  look.unref();
}
