import { createServer } from 'node:http';
import { servedAs } from '../../lib/platform/served-as';
import { serveAsBuilt } from './build';
import { reasonOf } from './command';
import { limitRequestLines } from './log-limit';
import { listening } from './port';
import { createEdge, type Edge, type Handler } from './serve';
import { isLoopback, type Settings } from './settings';
import type { Shutdown } from './shutdown';

type Options = {
  settings: Settings;
  port: number;
  demoUsernames: string[];
  shutdown: Shutdown;
  /** How long it keeps serving after its health check reports that it is stopping, in milliseconds. */
  drain?: number;
};

/**
 * How long current requests may take to finish. One of several servers has more time, because another one has taken over.
 */
const PATIENCE_MS = 5_000;
const PATIENCE_AMONG_OTHERS_MS = 15_000;

/** Loads Next.js, listens, and returns the address. */
export async function listen({ settings, port, demoUsernames, shutdown, drain }: Options): Promise<string> {
  const { root, dev, host, appUrl, trustProxy } = settings;
  if (!dev) serveAsBuilt(root, process.env);
  const { default: next } = await import('next');
  // In development, Next.js attaches its live updates to this server; in production, nothing listens to it.
  const upgrades = createServer();
  const app = next({ dev, dir: root, hostname: host ?? 'localhost', port, httpServer: upgrades, quiet: !dev });
  shutdown.add('pages', () => app.close());
  await app.prepare();
  // In development, the developer reads every line.
  if (!dev) limitRequestLines();

  // Everyone knows the password of the demo sign-ins.
  const loopbackOnly = demoUsernames.length > 0 && host === undefined;
  servedAs.openWithoutDemo = demoUsernames.length === 0 && host === undefined;
  const edge = createEdge({
    handler: app.getRequestHandler() as Handler,
    dev,
    appUrl,
    host,
    loopbackOnly: loopbackOnly || (host !== undefined && isLoopback(host)),
    trustProxy,
    onError: (error, requestId) => console.error(`Request ${requestId} failed: ${reasonOf(error)}`),
  });
  // In development, pages keep a connection open for live updates, so there is nothing to wait for.
  const patience = drain === undefined ? PATIENCE_MS : PATIENCE_AMONG_OTHERS_MS;
  shutdown.add('HTTP server', () => edge.close(dev ? 200 : patience));
  if (drain !== undefined) endGently(shutdown, edge, drain);

  const main = edge.server();
  await listening(main, port, loopbackOnly ? '127.0.0.1' : host);
  const second = loopbackOnly ? edge.server() : null;
  // Many programs resolve "localhost" to ::1 first; a machine without IPv6 works without it.
  if (second) await listening(second, port, '::1').catch(() => {});
  if (dev) {
    for (const server of [main, second]) {
      server?.on('upgrade', (req, socket, head) => upgrades.emit('upgrade', req, socket, head));
    }
  }
  const shown = host === undefined || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}

/** Gives the proxy time to notice that this server is stopping before it stops accepting connections. */
function endGently(shutdown: Shutdown, edge: Edge, milliseconds: number): void {
  shutdown.add('wait for the proxy', async () => {
    servedAs.stopping = true;
    edge.drain();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  });
}
