/**
 * The flags that start Chromium. Every way to the network is cut off at the process, because request interception alone
 * lets some traffic through (WebRTC, prefetches, DNS look-ups); `tests/pdf/containment.test.ts` checks that none gets
 * out.
 */
const NO_NETWORK = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
];

const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--mute-audio',
  '--disable-breakpad',
  '--disable-crash-reporter',
];

const ON_PAPER_ONLY = [
  '--disable-gpu',
  '--disable-webgl',
  '--disable-software-rasterizer',
  // A page that is only printed needs no compositor thread; this saves a sixth of a print's processor time.
  '--disable-threaded-compositing',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  // Glyph outlines must not depend on the machine's screen settings.
  '--font-render-hinting=none',
];

/**
 * Returns the flags for one start; `sandbox` is off only for root, where Chromium refuses it, or where the kernel lacks it.
 */
export function chromiumFlags(sandbox: boolean): string[] {
  return [...NO_NETWORK, ...QUIET, ...ON_PAPER_ONLY, ...(sandbox ? [] : ['--no-sandbox'])];
}
