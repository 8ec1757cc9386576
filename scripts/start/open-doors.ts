import { createServer } from 'node:http';
import type { Ending } from './ending';
import { listening } from './port';
import { createEdge, type Handler } from './serve';
import type { Settings } from './settings';

type Options = {
  settings: Settings;
  port: number;
  demoUsernames: string[];
  ending: Ending;
  log: (error: unknown) => string;
};

/** Loads Next.js, listens, and returns the address. */
export async function openDoors({ settings, port, demoUsernames, ending, log }: Options): Promise<string> {
  const { root, dev, host, appUrl, trustProxy } = settings;
  const { default: next } = await import('next');
  // In development Next.js hangs its live updates on this server; in production nothing listens to it.
  const upgrades = createServer();
  const app = next({ dev, dir: root, hostname: host ?? 'localhost', port, httpServer: upgrades, quiet: !dev });
  ending.add('pages', () => app.close());
  await app.prepare();

  // Everyone knows the demo sign-ins' password.
  const loopbackOnly = demoUsernames.length > 0 && host === undefined;
  const edge = createEdge({
    handler: app.getRequestHandler() as Handler,
    dev,
    appUrl,
    host,
    loopbackOnly: loopbackOnly || host === 'localhost' || host === '127.0.0.1' || host === '::1',
    trustProxy,
    onError: (error, requestId) => console.error(`Request ${requestId} failed: ${log(error)}`),
  });
  // In development pages keep a connection open for live updates; there is nothing to wait for.
  ending.add('HTTP server', () => edge.close(dev ? 200 : 5_000));

  const main = edge.server();
  await listening(main, port, loopbackOnly ? '127.0.0.1' : host);
  const second = loopbackOnly ? edge.server() : null;
  // "localhost" means ::1 first to many programs; a machine without IPv6 does without.
  if (second) await listening(second, port, '::1').catch(() => {});
  if (dev) {
    for (const server of [main, second]) {
      server?.on('upgrade', (req, socket, head) => upgrades.emit('upgrade', req, socket, head));
    }
  }
  const shown = host === undefined || host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
}
