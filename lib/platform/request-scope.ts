import { AsyncLocalStorage } from 'node:async_hooks';
import { sharedInProcess } from './shared';

/**
 * What the HTTP server (scripts/start/serve.ts) knows about the current request, readable anywhere below it. A page that
 * must answer with a status other than 200 writes `status` and `headers`: an App Router page cannot set either, so the
 * server applies them when the response head is written.
 */
export type RequestScope = {
  requestId: string;
  /** The client's address as far as it can be trusted: the socket's, or the one that a configured proxy reports. */
  address: string;
  /** Whether a proxy left headers on the request, trusted or not. */
  viaProxy?: boolean;
  /** The browser's description of itself. Anybody can put anything here: it is shown to people and decides nothing. */
  userAgent: string;
  nonce: string;
  /** The address, when a page or file was requested: people who have to sign in first are sent back to it. */
  asked?: string;
  /** An open page refreshes itself: nobody may be there, so this does not keep a session alive. */
  unattended?: boolean;
  status?: number;
  headers: Record<string, string>;
  /** Set once a server action runs: a failure before that means a malformed request, and is not our error. */
  actionBegan?: boolean;
  /** The form of this request was refused: the title of its page begins with "Error". */
  formRefused?: boolean;
  /** The key under which the page of the current form asks for its progress. */
  progressKey?: string;
  /** The declared size of the request's body, in bytes; infinite when none is declared. */
  bodySize?: number;
  /** Resolves once the answer is sent, or the client is gone. */
  answered?: Promise<void>;
  /** Ends the turn of an upload. */
  endTurn?: () => void;
};

const storage = sharedInProcess('requestScope', () => new AsyncLocalStorage<RequestScope>());

export function runInRequestScope<T>(scope: RequestScope, work: () => T): T {
  return storage.run(scope, work);
}

/** Makes the request answer with 503 and tells programs after how many seconds to retry. */
export function answerUnavailable(retryAfter = 10): void {
  const scope = requestScope();
  if (!scope) return;
  scope.status = 503;
  scope.headers['Retry-After'] = String(retryAfter);
}

/** Notes that the form of this request was refused. */
export function noteFormRefused(): void {
  const scope = requestScope();
  if (scope) scope.formRefused = true;
}

/** Returns the scope of the current request, or undefined outside of one (a script, a test, a job). */
export function requestScope(): RequestScope | undefined {
  return storage.getStore();
}
