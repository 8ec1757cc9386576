import { connect, createServer, type Socket } from 'node:net';

/** The parameters that PgBouncer accepts from a new client; it refuses all others unless configured to ignore them. */
const PARAMETERS = ['user', 'database', 'client_encoding', 'application_name', 'DateStyle', 'TimeZone'];
const SSL_REQUEST = 80_877_103;
const START = 196_608;

type Server = { socket: Socket; client: Client | null };
type Client = {
  socket: Socket;
  server: Server | null;
  waiting: Buffer[];
  unanswered: number;
  /** Whether a query was only partly sent, so that its session is not free until the rest is answered. */
  halfway: boolean;
  begun: boolean;
};

/**
 * Starts a connection pooler for tests that works like PgBouncer in transaction mode: each transaction gets the session
 * that became free last, no matter who began it. A client signs in at the server itself and so brings one session
 * along.
 * @returns the address through the pooler, and how to close it
 */
export async function startTransactionPooler(url: string): Promise<{ url: string; close(): Promise<void> }> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const free: Server[] = [];
  const queue: Client[] = [];
  const keep = (socket: Socket) => {
    sockets.add(socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket)));
    return socket;
  };

  const listener = createServer((socket) => {
    const client: Client = {
      socket: keep(socket),
      server: null,
      waiting: [],
      unanswered: 1,
      halfway: false,
      begun: false,
    };
    let rest = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (;;) {
        const head = client.begun ? 1 : 0;
        if (rest.length < head + 4 || rest.length < head + rest.readInt32BE(head)) return;
        const message = rest.subarray(0, head + rest.readInt32BE(head));
        rest = rest.subarray(message.length);
        if (client.begun) send(client, message);
        else begin(client, message);
      }
    });
    socket.on('close', () => {
      if (client.unanswered > 0) client.server?.socket.destroy();
      queue.splice(0, queue.length, ...queue.filter((one) => one !== client));
    });
  });

  function begin(client: Client, message: Buffer): void {
    const code = message.readInt32BE(4);
    if (code === SSL_REQUEST) {
      client.socket.write('N');
      return;
    }
    if (code !== START) {
      client.socket.destroy();
      return;
    }
    const names = message.subarray(8).toString().split('\0');
    const refused = names.find((name, index) => index % 2 === 0 && name !== '' && !PARAMETERS.includes(name));
    if (refused) {
      client.socket.end(errorResponse(`unsupported startup parameter: ${refused}`));
      return;
    }
    client.begun = true;
    const server: Server = { socket: keep(connect(Number(target.port), target.hostname)), client };
    client.server = server;
    listen(server);
    server.socket.write(message);
  }

  function send(client: Client, message: Buffer): void {
    const kind = String.fromCharCode(message[0]!);
    if (kind === 'X') {
      client.socket.end();
      return;
    }
    // Each of these is answered by one "ready for query".
    const whole = kind === 'Q' || kind === 'S';
    if (whole) client.unanswered += 1;
    client.halfway = !whole;
    if (!client.server) {
      client.waiting.push(message);
      if (!queue.includes(client)) queue.push(client);
      match();
    } else client.server.socket.write(message);
  }

  function match(): void {
    while (free.length > 0 && queue.length > 0) {
      const [server, client] = [free.pop()!, queue.shift()!];
      server.client = client;
      client.server = server;
      for (const message of client.waiting.splice(0)) server.socket.write(message);
    }
  }

  function listen(server: Server): void {
    let rest = Buffer.alloc(0);
    server.socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 5 && rest.length >= 1 + rest.readInt32BE(1)) {
        const message = rest.subarray(0, 1 + rest.readInt32BE(1));
        rest = rest.subarray(message.length);
        const { client } = server;
        client?.socket.write(message);
        if (client && message[0] === 'Z'.charCodeAt(0)) {
          client.unanswered -= 1;
          const idle = String.fromCharCode(message[5]!) === 'I' && client.unanswered === 0 && !client.halfway;
          if (idle) release(server, client);
        }
      }
    });
    server.socket.on('close', () => {
      server.client?.socket.destroy();
      free.splice(0, free.length, ...free.filter((one) => one !== server));
    });
  }

  function release(server: Server, client: Client): void {
    client.server = null;
    server.client = null;
    free.push(server);
    match();
  }

  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.port = String((listener.address() as { port: number }).port);
  return {
    url: through.href,
    async close() {
      const closed = new Promise((resolve) => listener.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function errorResponse(text: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C08P01\0M${text}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}
