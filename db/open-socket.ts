import { connect, type Socket } from 'node:net';

const LOOK_EVERY_MS = 1_000;

/** What postgres.js hands to `socket`, and what it reads from the socket for TLS and for its messages. */
type Target = { host: string[]; port: number[]; path?: string | false };
type NamedSocket = Socket & { host?: string | undefined; port?: number | undefined };

/**
 * Opens connections for postgres.js. Left to itself it waits for ever for a server that vanished without a farewell
 * (a cut network, a frozen machine), and knocks without a pause where each connection is taken and closed without a
 * word (a proxy whose database is away). Here the first is closed after `longestSilence`, the second is an error; both
 * are told as a database that cannot be reached, and the next query opens a new connection.
 * @returns the option of postgres.js, which its types leave out
 */
export function openSocket({ longestSilence }: { longestSilence?: number | undefined }): object {
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
    if (longestSilence !== undefined) endWhenSilent(opening, longestSilence);
    return opening;
  };
  return { socket };
}

/** Not `setTimeout` of the socket: postgres.js takes all listeners off when it goes over to TLS. */
function endWhenSilent(socket: Socket, longestSilence: number): void {
  let bytes = 0;
  let heardAt = performance.now();
  const look = setInterval(() => {
    if (socket.destroyed) return clearInterval(look);
    const now = socket.bytesRead + socket.bytesWritten;
    if (now !== bytes) {
      bytes = now;
      heardAt = performance.now();
    } else if (performance.now() - heardAt > longestSilence) socket.destroy();
  }, LOOK_EVERY_MS);
  look.unref();
}
