/** What decides whether a request may read the emails that were saved on this machine. */
export type MailboxRequest = {
  smtpUrl: string | null;
  /** The address that people type to reach this product. */
  appUrl: string;
  /** The client's address, as far as it can be trusted. */
  address: string;
  /** The requested host name, from the `Host` header. */
  host: string | null;
  /** Whether any proxy left headers on the request, trusted or not. */
  viaProxy: boolean;
};

/**
 * Returns why this request may not see the mailbox, or null when it may. Emails contain codes: anyone who reads them can
 * sign in as anybody. So the page exists only where no email is sent, and only for a person at the machine itself.
 */
export function whyNoMailbox(request: MailboxRequest): string | null {
  if (request.smtpUrl) return 'Emails go to a mail server.';
  if (!isLoopbackHost(new URL(request.appUrl).host)) return 'This product serves other machines under a public name.';
  if (request.viaProxy) return 'The request came through a proxy.';
  if (!isLoopbackAddress(request.address)) return 'The request came from another machine.';
  // Another site may point its name at this machine and have the browser send the request.
  if (!request.host || !isLoopbackHost(request.host)) return 'The request was for another name.';
  return null;
}

export function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

/** Accepts the host with or without a port. */
export function isLoopbackHost(host: string): boolean {
  return /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d{1,5})?$/i.test(host);
}
