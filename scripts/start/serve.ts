import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type RequestScope, runInRequestScope } from '../../lib/platform/request-scope';
import { noteUnnamedProxy } from '../../lib/platform/unnamed-proxy';
import {
  announcedSize,
  announcesTooMuch,
  largeBodyPlaces,
  limitBody,
  MAX_BODY,
  MAX_DISCARDED,
  MIN_PACE,
  maxBodyAt,
  mayBeLarge,
  type Pace,
  requirePace,
  tooLargeAt,
} from './body-limit';
import { addressReader } from './client-address';
import { ownRequests } from './own-requests';
import { plainPage, plainProblem } from './plain-page';
import {
  forwardingHeader,
  hasProxyHeaders,
  isPageRefresh,
  knownHosts,
  METHODS,
  refusalStatus,
  removeEmptyOrigin,
  removeInternalHeaders,
} from './request-checks';
import { finishHead, replaceAnswer } from './response-head';
import { contentSecurityPolicy, securityHeaders } from './security-headers';
import { isPageWithoutScripts, leaveOutScripts } from './without-scripts';

/** The most time for discarding the rest of a refused body. */
const DISCARD_MS = 10_000;
/** The pause after each piece (64 KB at most) of such a body. */
const DISCARD_PAUSE_MS = 5;

export type Handler = (req: IncomingMessage, res: ServerResponse) => Promise<unknown> | unknown;

export type EdgeOptions = {
  handler: Handler;
  dev: boolean;
  appUrl: URL | undefined;
  host: string | undefined;
  loopbackOnly: boolean;
  trustProxy: string[];
  maxBody?: number;
  /** How fast a body must arrive, for tests. */
  pace?: Pace;
  onError: (error: unknown, requestId: string) => void;
};

export type Edge = {
  server(): Server;
  /** Keeps answering, but closes each connection after its next answer. */
  drain(): void;
  /** Stops accepting requests, lets current ones finish for `patience` milliseconds, then aborts them. */
  close(patience?: number): Promise<void>;
};

/**
 * Creates the HTTP server around Next.js: it refuses requests, adds what every response needs, and gives each request its
 * id.
 */
export function createEdge(options: EdgeOptions): Edge {
  const addresses = addressReader(options.trustProxy);
  const isKnownHost = knownHosts(options);
  const tls = options.appUrl?.protocol === 'https:';
  const places = largeBodyPlaces();
  const ownMarks = ownRequests();
  const servers: Server[] = [];
  const sockets = new Set<Socket>();
  let closing = false;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const peer = req.socket.remoteAddress ?? '';
    const nonce = randomBytes(18).toString('base64');
    const policy = contentSecurityPolicy(nonce, options.dev);
    const own = ownMarks.read(req);
    const trusted = addresses.isTrusted(peer);
    const forwarding = trusted || own ? undefined : forwardingHeader(req);
    if (forwarding) noteUnnamedProxy(addresses.clientAddress(peer, undefined), forwarding);
    const scope: RequestScope = {
      requestId: randomUUID(),
      address:
        own?.address ?? addresses.clientAddress(peer, trusted ? headerText(req.headers['x-forwarded-for']) : undefined),
      viaProxy: own?.viaProxy ?? hasProxyHeaders(req),
      userAgent: req.headers['user-agent'] ?? '',
      nonce,
      asked: req.method === 'GET' ? req.url : undefined,
      unattended: isPageRefresh(req),
      headers: {},
      bodySize: announcedSize(req),
      answered: new Promise((resolve) => res.once('close', resolve)),
    };
    finishHead(res, scope, securityHeaders({ policy, requestId: scope.requestId, tls }));
    if (closing) res.shouldKeepAlive = false;

    const largest = maxBodyAt(req.url ?? '', options.maxBody);
    const refused = refusalStatus(req, isKnownHost) ?? (announcesTooMuch(req, largest) ? 413 : null);
    if (refused === 413 && largest > MAX_BODY && announcedSize(req) <= MAX_DISCARDED) {
      const place = places.take(scope.address);
      if (typeof place === 'number') return refuse(req, res, place, scope.requestId);
      res.once('close', place);
      requirePace(req, options.pace ?? MIN_PACE, () => cutOff(req, res, scope.requestId));
      req.once('end', () => refuse(req, res, 413, scope.requestId));
      req.resume();
      return;
    }
    if (refused !== null) return refuse(req, res, refused, scope.requestId);
    if (largest > MAX_BODY && mayBeLarge(req)) {
      const place = places.take(scope.address);
      if (typeof place === 'number') return refuse(req, res, place, scope.requestId);
      res.once('close', place);
    }
    removeInternalHeaders(req, { trustedProxy: trusted, dev: options.dev });
    removeEmptyOrigin(req);
    if (!isKnownHost(headerText(req.headers['x-forwarded-host']) ?? req.headers.host ?? '')) {
      return refuse(req, res, 421, scope.requestId);
    }
    ownMarks.mark(req, { address: scope.address, viaProxy: scope.viaProxy ?? false });
    req.headers['content-security-policy'] = policy;
    limitBody(req, largest, () => {
      // It declares no length, so nobody knows how much would have to be discarded.
      res.shouldKeepAlive = false;
      refuse(req, res, 413, scope.requestId);
    });
    requirePace(req, options.pace ?? MIN_PACE, () => cutOff(req, res, scope.requestId));
    replaceAnswer(
      res,
      (status) => status === 500 && isUnreadableForm(req, scope),
      () => refuse(req, res, 400, scope.requestId),
    );

    // The development server's pages need their scripts for its live updates.
    if (!options.dev && isPageWithoutScripts(req)) leaveOutScripts(req, res);

    try {
      await runInRequestScope(scope, () => options.handler(req, res));
    } catch (error) {
      runInRequestScope(scope, () => options.onError(error, scope.requestId));
      scope.status = undefined;
      refuse(req, res, 500, scope.requestId);
    }
  }

  const settings: ServerOptions = {
    maxHeaderSize: 32_768,
    headersTimeout: 15_000,
    requestTimeout: 60_000,
    keepAliveTimeout: 65_000,
    // Node.js would refuse it without our headers; refusalStatus refuses it instead.
    requireHostHeader: false,
    // Only the development server uses another protocol (its live updates).
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
      // An unknown expectation may be ignored (RFC 9110); Node.js would answer it without our headers.
      server.on('checkExpectation', (req, res) => void answer(req, res));
      server.on('connect', (_req, socket) => endRaw(socket as Socket, 405, options, tls));
      server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
        endRaw(socket as Socket, statusOfBrokenRequest(error.code), options, tls);
      });
      servers.push(server);
      return server;
    },
    drain() {
      closing = true;
    },
    async close(patience = 5_000) {
      closing = true;
      const closed = Promise.all(servers.map((server) => new Promise<void>((done) => server.close(() => done()))));
      // A connection becomes idle when its request is answered, and would then wait for another one.
      const idle = setInterval(() => {
        for (const server of servers) server.closeIdleConnections();
      }, 50);
      const cut = setTimeout(() => {
        // Not closeAllConnections: it skips those that switched to another protocol.
        for (const socket of sockets) socket.destroy();
      }, patience);
      await closed;
      clearInterval(idle);
      clearTimeout(cut);
    },
  };
}

/**
 * Returns true when Next.js failed on a posted form before the action began: the body is not a form that our pages send.
 * Next.js reports that as a server error. `submitForm` records that the action began, and turns its own errors into
 * messages.
 */
function isUnreadableForm(req: IncomingMessage, scope: RequestScope & { actionBegan?: boolean }): boolean {
  const isForm = 'next-action' in req.headers || /^multipart\//i.test(req.headers['content-type'] ?? '');
  return req.method === 'POST' && isForm && !scope.actionBegan;
}

/** Answers without Next.js. Reads and discards the rest of the request's body, within limits. */
function refuse(req: IncomingMessage, res: ServerResponse, status: number, requestId: string): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  if (status === 405) res.setHeader('Allow', METHODS.join(', '));
  if (status === 503 || status === 429) res.setHeader('Retry-After', '10');
  // Clients of this path are programs, so they get a response for programs.
  const toProgram = req.url?.startsWith('/api/v1/') ?? false;
  const own = status === 413 ? tooLargeAt(req.url ?? '') : undefined;
  const page = toProgram ? plainProblem(status, requestId) : plainPage(status, requestId, own);
  res.setHeader('Content-Type', toProgram ? 'application/problem+json' : 'text/html; charset=utf-8');
  res.setHeader('Content-Length', Buffer.byteLength(page));
  if (!req.complete) discardRest(req);
  res.statusCode = status;
  res.end(req.method === 'HEAD' ? undefined : page);
}

/**
 * Lets the sender of a refused body continue for a while: closing a connection while somebody sends resets it and loses the
 * answer, and people would see that the system did not respond.
 */
function discardRest(req: IncomingMessage): void {
  let left = MAX_DISCARDED;
  const end = () => req.socket.destroy();
  const patience = setTimeout(end, DISCARD_MS).unref();
  req.once('close', () => clearTimeout(patience));
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) return end();
    // Fifty refused files at once would keep this thread from everyone's pages.
    req.pause();
    setTimeout(() => req.resume(), DISCARD_PAUSE_MS).unref();
  });
}

/** Answers 408 to a body that arrives too slowly, and closes the connection, which its sender would otherwise keep open. */
function cutOff(req: IncomingMessage, res: ServerResponse, requestId: string): void {
  if (res.headersSent) {
    req.socket.destroy();
    return;
  }
  res.shouldKeepAlive = false;
  res.once('finish', () => req.destroy());
  refuse(req, res, 408, requestId);
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
