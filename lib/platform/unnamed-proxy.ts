import { systemClock } from './clock';
import { log } from './log';
import { sharedInProcess } from './shared';

/** A machine that forwarded a request, or pretended to, without being named in TRUST_PROXY. */
export type UnnamedProxy = { address: string; header: string; firstSeen: Date; lastSeen: Date };

/** Only the latest ones: anybody can send such a header, and a flood of them must not hide the real proxy for long. */
const MAX_PROXIES = 10;

/** Shared within the process, because the HTTP server writes it and pages read it. */
export const seenProxies = sharedInProcess('unnamedProxies', () => ({
  isLogged: false,
  proxies: new Map<string, UnnamedProxy>(),
}));

/**
 * Records a request with a forwarding header from a machine that TRUST_PROXY does not name, and warns once in the log.
 * Behind an unnamed proxy, all visitors appear to have its address, and share its limits.
 */
export function noteUnnamedProxy(address: string, header: string): void {
  const now = systemClock.now();
  const firstSeen = seenProxies.proxies.get(address)?.firstSeen ?? now;
  seenProxies.proxies.delete(address);
  seenProxies.proxies.set(address, { address, header, firstSeen, lastSeen: now });
  for (const oldest of [...seenProxies.proxies.keys()].slice(0, -MAX_PROXIES)) seenProxies.proxies.delete(oldest);
  if (seenProxies.isLogged) return;
  seenProxies.isLogged = true;
  log.warn(
    { peer: address, header },
    'A request has a forwarding header, but TRUST_PROXY does not name the machine that sent it. If that is your proxy, add it to TRUST_PROXY: until then all visitors count as one.',
  );
}

/** Returns the machines that were recorded since the start, latest first. */
export function listUnnamedProxies(): UnnamedProxy[] {
  return [...seenProxies.proxies.values()].reverse();
}
