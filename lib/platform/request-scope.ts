import { AsyncLocalStorage } from 'node:async_hooks';
import { sharedInProcess } from './shared';

/**
 * What the HTTP server (scripts/serve.ts) knows of the request in hand, readable anywhere below it.
 * `status` and `headers` are written by a page that must answer other than 200: an App Router page cannot
 * set either, so the server applies them when the response head is written.
 */
export type RequestScope = {
  requestId: string;
  /** The client's address as far as it can be trusted: the socket's, or a configured proxy's word. */
  address: string;
  /** Whether a proxy left its mark on the request, trusted or not. */
  viaProxy?: boolean;
  /** What the browser says of itself. Anybody can say anything here: it is shown to people and decides nothing. */
  userAgent: string;
  nonce: string;
  /** The address, when a page or file was asked for: who has to sign in first is led back to it. */
  asked?: string;
  status?: number;
  headers: Record<string, string>;
  /** Set once a server action runs: what fails before that was a malformed request, and no fault of ours. */
  actionBegan?: boolean;
};

const storage = sharedInProcess('requestScope', () => new AsyncLocalStorage<RequestScope>());

export function runInRequestScope<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work);
}

/** The scope of the request in hand, or undefined outside of one (a script, a test, a job). */
export function requestScope(): RequestScope | undefined {
  return storage.getStore();
}
