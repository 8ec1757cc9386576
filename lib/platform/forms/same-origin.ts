/**
 * Returns whether a request that changes something comes from our own pages. Browsers say so in `Sec-Fetch-Site`; older ones
 * only send `Origin`, which must then match the requested host. A request with neither is refused.
 */
export function isSameOrigin(headers: { get(name: string): string | null }): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  const host = headers.get('host');
  if (!origin || !host || !URL.canParse(origin)) return false;
  return new URL(origin).host === host;
}
