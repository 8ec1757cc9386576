import type { ServerResponse } from 'node:http';
import type { RequestScope } from '../../lib/platform/request-scope';

/**
 * Writes what belongs on every response in the moment its head is written: nothing behind us can leave it out, and
 * a page can still choose the status. What a page put into `scope.headers` has the last word.
 */
export function finishHead(
  res: ServerResponse,
  scope: RequestScope,
  headers: Record<string, string>,
  statusFor: (status: number) => number = (status) => status,
): void {
  const writeHead = res.writeHead;
  res.writeHead = function finished(this: ServerResponse, given: number, ...rest: unknown[]) {
    const head = rest.at(-1);
    if (head !== null && typeof head === 'object') {
      for (const [name, value] of headerPairs(head)) this.setHeader(name, value);
    }
    const redirects = given >= 300 && given < 400;
    const status = statusFor(scope.status !== undefined && !redirects ? scope.status : given);
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    if (!mayBeKept(this, status)) this.setHeader('Cache-Control', 'private, no-store');
    for (const [name, value] of Object.entries(scope.headers)) this.setHeader(name, value);
    this.removeHeader('X-Powered-By');
    res.writeHead = writeHead;
    return writeHead.call(this, status);
  } as typeof res.writeHead;
}

/** Files that are the same for everyone say so themselves; a page never is, whatever Next.js thinks of it. */
function mayBeKept(res: ServerResponse, status: number): boolean {
  const control = String(res.getHeader('Cache-Control') ?? '');
  const type = String(res.getHeader('Content-Type') ?? '');
  if (status !== 200 && status !== 206 && status !== 304) return false;
  return control.startsWith('public') && !/^text\/(html|x-component)/.test(type);
}

function headerPairs(head: object): [string, string | string[]][] {
  if (!Array.isArray(head)) return Object.entries(head) as [string, string | string[]][];
  const pairs: [string, string | string[]][] = [];
  for (let at = 0; at + 1 < head.length; at += 2) pairs.push([head[at], head[at + 1]]);
  return pairs;
}
