import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type RequestScope, runInRequestScope } from '../../lib/platform/request-scope';
import { announcesTooMuch, LARGEST_BODY, largeBodyPlaces, largestBodyAt, limitBody, mayBeLarge } from './body-limit';
import { addressReader } from './client-address';
import { plainPage, plainProblem } from './plain-page';
import {
  hasProxyHeaders,
  knownHosts,
  METHODS,
  refusalStatus,
  removeEmptyOrigin,
  removeInternalHeaders,
} from './request-checks';
import { finishHead } from './response-head';
import { contentSecurityPolicy, securityHeaders } from './security-headers';

export type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<unknown> | unknown;

export type EdgeOptions = {
  handler: Handler;
  dev: boolean;
  appUrl: URL | undefined;
  host: string | undefined;
  loopbackOnly: boolean;
  trustProxy: string[];
  largestBody?: number;
  onError: (error: unknown, requestId: string) => void;
};

export type Edge = {
  server(): Server;
  /** Takes no new requests, lets those in hand finish for `patience` milliseconds, then cuts them off. */
  close(patience?: number): Promise<void>;
};

/** The HTTP server around Next.js: what is refused, what every response carries, and what a request is known as. */
export function createEdge(options: EdgeOptions): Edge {
  const addresses = addressReader(options.trustProxy);
  const isKnownHost = knownHosts(options);
  const tls = options.appUrl?.protocol === 'https:';
  const places = largeBodyPlaces();
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  let closing = false;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const peer = req.socket.remoteAddress ?? '';
    const nonce = randomBytes(18).toString('base64');
    const policy = contentSecurityPolicy(nonce, options.dev);
    const trusted = addresses.isTrusted(peer);
    const scope: RequestScope = {
      requestId: randomUUID(),
      address: addresses.clientAddress(peer, trusted ? headerText(req.headers['x-forwarded-for']) : undefined),
      viaProxy: hasProxyHeaders(req),
      userAgent: req.headers['user-agent'] ?? '',
      nonce,
      asked: req.method === 'GET' ? req.url : undefined,
      headers: {},
    };
    const statusFor = (status: number) => (status === 500 && isUnreadableForm(req, scope) ? 400 : status);
    finishHead(res, scope, securityHeaders({ policy, requestId: scope.requestId, tls }), statusFor);
    if (closing) res.shouldKeepAlive = false;

    const largest = largestBodyAt(req.url ?? '', options.largestBody);
    const refused = refusalStatus(req, isKnownHost) ?? (announcesTooMuch(req, largest) ? 413 : null);
    if (refused !== null) return refuse(req, res, refused, scope.requestId);
    if (largest > LARGEST_BODY && mayBeLarge(req)) {
      const giveBack = places.take();
      if (!giveBack) return refuse(req, res, 503, scope.requestId);
      res.once('close', giveBack);
    }
    removeInternalHeaders(req, trusted);
    removeEmptyOrigin(req);
    if (!isKnownHost(headerText(req.headers['x-forwarded-host']) ?? req.headers.host ?? '')) {
      return refuse(req, res, 421, scope.requestId);
    }
    req.headers['content-security-policy'] = policy;
    limitBody(req, largest, () => refuse(req, res, 413, scope.requestId));

    try {
      await runInRequestScope(scope, () => options.handler(req, res));
    } catch (error) {
      options.onError(error, scope.requestId);
      scope.status = undefined;
      refuse(req, res, 500, scope.requestId);
    }
  }

  const settings: ServerOptions = {
    maxHeaderSize: 32_768,
    headersTimeout: 15_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
    // Node.js would refuse it itself, and without our headers; refusalStatus does.
    requireHostHeader: false,
    // Only the development server speaks another protocol (its live updates).
    shouldUpgradeCallback: () => options.dev,
  };

  return {
    server() {
      const server = createServer(settings, (req, res) => void answer(req, res));
      server.maxHeadersCount = 100;
      server.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      // An expectation that nobody knows may be passed over (RFC 9110); Node.js would answer it without our headers.
      server.on('checkExpectation', (req, res) => void answer(req, res));
      server.on('connect', (_req, socket) => endRaw(socket as Socket, 405, options, tls));
      server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
        endRaw(socket as Socket, statusOfBrokenRequest(error.code), options, tls);
      });
      servers.push(server);
      return server;
    },
    async close(patience = 5_000) {
      closing = true;
      const closed = Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done()))));
      // A connection falls idle when its request is answered, and would then wait for another one.
      const idle = setInterval(() => {
        for (const server of servers) server.closeIdleConnections();
      }, 50);
      const cut = setTimeout(() => {
        // Not closeAllConnections: it leaves out those that changed to another protocol.
        for (const socket of sockets) socket.destroy();
      }, patience);
      await closed;
      clearInterval(idle);
      clearTimeout(cut);
    },
  };
}

/**
 * True when Next.js failed on a posted form before the action began: what came is no form that our pages send. Next.js
 * calls that a fault of the server. `submitForm` notes that the action began, and turns its faults into sentences.
 */
function isUnreadableForm(req: IncomingMessage, scope: RequestScope & { actionBegan?: boolean }): boolean {
  const isForm = 'next-action' in req.headers || /^multipart\//i.test(req.headers['content-type'] ?? '');
  return req.method === 'POST' && isForm && !scope.actionBegan;
}

/** Answers without Next.js. What is left of the request's body is not read, so the connection ends with it. */
function refuse(req: IncomingMessage, res: ServerResponse, status: number, requestId: string): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  if (status === 405) res.setHeader('Allow', METHODS.join(', '));
  if (status === 503) res.setHeader('Retry-After', '10');
  // What asks there is a program, and is told so in its own language.
  const toProgram = req.url?.startsWith('/api/v1/') ?? false;
  const page = toProgram ? plainProblem(status, requestId) : plainPage(status, requestId);
  res.setHeader('Content-Type', toProgram ? 'application/problem+json' : 'text/html; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(page));
  if (!req.complete) res.setHeader('Connection', 'close');
  res.statusCode = status;
  res.end(req.method === 'HEAD' ? undefined : page);
}

/** Answers on a connection that never became a request. */
function endRaw(socket: Socket, status: number, options: EdgeOptions, tls: boolean): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = randomUUID();
  const page = plainPage(status, requestId);
  const policy = contentSecurityPolicy(randomBytes(18).toString('base64'), options.dev);
  const headers: Record<string, string | number> = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(page),
    'Cache-Control': 'private, no-store',
    Connection: 'close',
    ...(status === 405 ? { Allow: METHODS.join(', ') } : {}),
    ...securityHeaders({ policy, requestId, tls }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} \r\n${lines.join('')}\r\n${page}`);
}

function statusOfBrokenRequest(code: string | undefined): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  if (code === 'HPE_INVALID_METHOD') return 405;
  return 400;
}

function headerText(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(',') : value;
}
