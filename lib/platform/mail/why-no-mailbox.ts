/** What decides whether a request may read the letters that landed on this machine. */
export type MailboxRequest = {
  smtpUrl: string | null;
  /** The address people type for this product. */
  appUrl: string;
  /** Who asks, as far as that can be trusted. */
  address: string;
  /** The name that was asked for, the `Host` header. */
  host: string | null;
  /** Whether some proxy left its mark on the request, trusted or not. */
  viaProxy: boolean;
};

/**
 * Why this request gets no mailbox, or null when it may have it. Letters hold codes: whoever reads them can be anybody.
 * So the page is there only where no mail goes out, and only for a person who sits at the machine itself.
 */
export function whyNoMailbox(request: MailboxRequest): string | null {
  if (request.smtpUrl) return 'Letters go to a mail server.';
  if (!isLoopbackHost(new URL(request.appUrl).host)) return 'This product serves other machines under a public name.';
  if (request.viaProxy) return 'The request came through a proxy.';
  if (!isLoopbackAddress(request.address)) return 'The request came from another machine.';
  // Another site may point its name at this machine and have the browser ask.
  if (!request.host || !isLoopbackHost(request.host)) return 'The request was for another name.';
  return null;
}

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

/** With or without a port. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i.test(host);
}
