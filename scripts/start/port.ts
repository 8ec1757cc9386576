import { createServer, type Server } from 'node:net';
import { StartError } from './start-errors';

/** Reports a port that is not available, before anything slow is done. Returns the port; 0 picks a free one. */
export async function claimPort(port: number, host: string | undefined): Promise<number> {
  const probe = createServer();
  try {
    await listening(probe, port, host);
    return (probe.address() as { port: number }).port;
  } finally {
    await new Promise((resolve) => probe.close(resolve));
  }
}

/** Listens; common errors become readable messages. */
export function listening(server: Server, port: number, host: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(whyNotListening(error as NodeJS.ErrnoException, port, host)));
    server.listen({ port, host, exclusive: true }, resolve);
  });
}

function whyNotListening(error: NodeJS.ErrnoException, port: number, host: string | undefined): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} is in use by another program. End that program, or choose another port: PORT=${port === 65_535 ? 3001 : port + 1} npm start`,
      );
    case 'EACCES':
      return new StartError(`Port ${port} needs more rights than this account has. Choose one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartError(
        `HOST is "${host}", which is not an address of this machine. Correct it, or leave it blank.`,
      );
    default:
      return error;
  }
}
