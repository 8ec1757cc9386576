import type { IncomingMessage } from 'node:http';
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state';

/** The methods that the product's pages and routes use. Next.js would answer any other with the page. */
export const METHODS = ['GET', 'HEAD', 'POST'];
const MAX_URL = 8_192;

/** Returns the status that refuses a request before Next.js sees it, or null. Next.js answers many of these with 500. */
export function refusalStatus(req: IncomingMessage, isKnownHost: (host: string) => boolean): number | null {
  const url = req.url ?? '';
  if (!METHODS.includes(req.method ?? '')) return 405;
  if (url.length > MAX_URL) return 414;
  if (!url.startsWith('/') || url.startsWith('//') || url.includes('\\') || !isWellFormed(url)) return 400;
  // The page for fatal errors also exists there as a regular page, and would be answered with 500.
  if (/^\/_global-error(\W|$)/.test(url)) return 404;
  const host = req.headers.host ?? '';
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(host)) return 400;
  if (!isKnownHost(host)) return 421;
  if (!hasReadableOrigin(req.headers.origin)) return 400;
  if (!hasReadableRouterState(req.headers['next-router-state-tree'])) return 400;
  return null;
}

/** Returns whether any proxy forwarded the request; called before the headers of an untrusted one are removed. */
export function hasProxyHeaders(req: IncomingMessage): boolean {
  return Object.keys(req.headers).some(
    (name) => name.startsWith('x-forwarded-') || ['forwarded', 'via', 'x-real-ip'].includes(name),
  );
}

/** Returns the header in which a proxy says whom it forwards for, if there is one. */
export function forwardingHeader(req: IncomingMessage): string | undefined {
  return ['x-forwarded-for', 'forwarded', 'x-real-ip'].find((name) => name in req.headers);
}

/** With these, the development server finds the page that a browser's live connection belongs to. */
const OF_DEVELOPMENT = ['x-nextjs-request-id', 'x-nextjs-html-request-id'];

/** Removes headers that Next.js uses internally, or that only a proxy may set. From outside, they are forged. */
export function removeInternalHeaders(
  req: IncomingMessage,
  { trustedProxy, dev }: { trustedProxy: boolean; dev: boolean },
): void {
  for (const name of Object.keys(req.headers)) {
    const internal =
      /^x-(middleware|invoke|nextjs|next|now|vercel|matched|prerender)-/.test(name) ||
      ['x-nonce', 'x-request-id', 'x-action-redirect', 'next-resume', 'content-security-policy'].includes(name) ||
      name === 'content-security-policy-report-only';
    const forwarded = name.startsWith('x-forwarded-') || name === 'forwarded' || name === 'x-real-ip';
    if (dev && OF_DEVELOPMENT.includes(name)) continue;
    if (internal || (forwarded && !trustedProxy)) delete req.headers[name];
  }
  // Next.js answers a nonsensical range with 500; nobody needs part of its small files.
  if (req.url?.startsWith('/_next/')) delete req.headers.range;
}

/**
 * Removes an empty origin. A page with `Referrer-Policy: no-referrer` posts its forms with `Origin: null`, which Next.js
 * treats as a different site. The header is removed only where the browser itself reports that the form is from here, which
 * no page can fake.
 */
export function removeEmptyOrigin(req: IncomingMessage): void {
  if (req.headers.origin === 'null' && req.headers['sec-fetch-site'] === 'same-origin') delete req.headers.origin;
}

function isWellFormed(url: string): boolean {
  const [pathname = '', query = ''] = url.split('?', 2);
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
    return !/[\u0000-\u001f\u007f]/.test(decodeURIComponent(pathname)) && !/%00/.test(query);
  } catch {
    return false;
  }
}

function hasReadableOrigin(origin: string | undefined): boolean {
  return origin === undefined || origin === 'null' || URL.canParse(origin);
}

/**
 * Returns whether an open page requests itself again (components/live-refresh.tsx). Next.js then requests the whole page,
 * and marks its root accordingly. People who send that mark manually only shorten their own session.
 */
export function isPageRefresh(req: IncomingMessage): boolean {
  if (req.method !== 'GET' || req.headers.rsc === undefined) return false;
  try {
    return parseAndValidateFlightRouterState(req.headers['next-router-state-tree'])?.[3] === 'refetch';
  } catch {
    return false;
  }
}

/** Repeats Next.js's own check, because when it throws there, the answer is 500 with a stack trace in the log. */
function hasReadableRouterState(header: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header);
    return true;
  } catch {
    return false;
  }
}

/**
 * Returns which host names this server answers to. With APP_URL, that name and this machine's own; a server on loopback only
 * answers to loopback names, which keeps other sites from reaching it under a name of theirs. On a local network without
 * APP_URL, any name may be right.
 */
export function knownHosts(options: { appUrl: URL | undefined; loopbackOnly: boolean; host: string | undefined }) {
  const names = new Set(['localhost', '127.0.0.1', '[::1]']);
  if (options.host) names.add(options.host.includes(':') ? `[${options.host}]` : options.host.toLowerCase());
  return (host: string): boolean => {
    if (options.appUrl && host.toLowerCase() === options.appUrl.host) return true;
    if (names.has(host.toLowerCase().replace(/:\d+$/, ''))) return true;
    return !options.appUrl && !options.loopbackOnly;
  };
}
