import type { IncomingMessage } from 'node:http';

/** What the product's pages and routes use. Next.js would answer any other with the page. */
export const METHODS = ['GET', 'HEAD', 'POST'];
const LONGEST_URL = 8_192;

/** The status that refuses a request before Next.js sees it, or null. Next.js answers many of these with 500. */
export function refusalStatus(req: IncomingMessage, isKnownHost: (host: string) => boolean): number | null {
  const url = req.url ?? '';
  if (!METHODS.includes(req.method ?? '')) return 405;
  if (url.length > LONGEST_URL) return 414;
  if (!url.startsWith('/') || url.startsWith('//') || url.includes('\\') || !isWellFormed(url)) return 400;
  // The page for when everything fails lies there as a page of its own, and would be answered with 500.
  if (/^\/_global-error(\W|$)/.test(url)) return 404;
  const host = req.headers.host ?? '';
  if (!/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(host)) return 400;
  if (!isKnownHost(host)) return 421;
  if (!hasReadableOrigin(req.headers.origin)) return 400;
  if (!hasReadableRouterState(req.headers['next-router-state-tree'])) return 400;
  return null;
}

/** Whether some proxy passed the request on; asked before the headers of an untrusted one are taken away. */
export function hasProxyHeaders(req: IncomingMessage): boolean {
  return Object.keys(req.headers).some(
    (name) => name.startsWith('x-forwarded-') || ['forwarded', 'via', 'x-real-ip'].includes(name),
  );
}

/** Headers by which Next.js talks to itself, or which only a proxy may set. From outside they are lies. */
export function removeInternalHeaders(req: IncomingMessage, trustedProxy: boolean): void {
  for (const name of Object.keys(req.headers)) {
    const internal =
      /^x-(middleware|invoke|nextjs|next|now|vercel|matched|prerender)-/.test(name) ||
      ['x-nonce', 'x-request-id', 'x-action-redirect', 'next-resume', 'content-security-policy'].includes(name) ||
      name === 'content-security-policy-report-only';
    const forwarded = name.startsWith('x-forwarded-') || name === 'forwarded' || name === 'x-real-ip';
    if (internal || (forwarded && !trustedProxy)) delete req.headers[name];
  }
  // Next.js answers a range that makes no sense with 500; nobody needs a part of its small files.
  if (req.url?.startsWith('/_next/')) delete req.headers.range;
}

/**
 * A page that tells no address to anybody (`Referrer-Policy: no-referrer`) posts its forms with `Origin: null`, which
 * Next.js takes for another site. Where the browser itself says that the form is from here, and no page can make it say
 * so, that empty word is taken away.
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

function hasReadableRouterState(header: string | string[] | undefined): boolean {
  if (header === undefined) return true;
  if (typeof header !== 'string') return false;
  try {
    return Array.isArray(JSON.parse(decodeURIComponent(header)));
  } catch {
    return false;
  }
}

/**
 * Which names this server answers to. With APP_URL it is that one and this machine's own; a server on loopback only
 * answers to loopback names, which keeps other sites from reaching it under a name of theirs. On a local network
 * without APP_URL any name may be the right one.
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
