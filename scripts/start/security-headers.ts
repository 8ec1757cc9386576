import { permissionsPolicy } from '../../lib/platform/permissions-policy';

/** Returns what a page may load and do. Scripts have the request's nonce; Next.js reads it from the request's own header. */
export function contentSecurityPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // The development overlay adds styles without a nonce.
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    dev ? "connect-src 'self' ws: wss:" : "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  // Not no-referrer: with it, browsers post forms with "Origin: null", and Next.js refuses such an action.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': permissionsPolicy(),
};

/** Returns the headers of every response, including errors and static files. */
export function securityHeaders(options: { policy: string; requestId: string; tls: boolean }): Record<string, string> {
  return {
    ...ALWAYS,
    'Content-Security-Policy': options.policy,
    'X-Request-Id': options.requestId,
    ...(options.tls ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
