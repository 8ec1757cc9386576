import type { ServerResponse } from 'node:http';
import type { RequestScope } from '../../lib/platform/request-scope';

/**
 * Writes what belongs on every response at the moment its head is written: nothing downstream can omit it, and a page can
 * still set the status. The headers that a page sets in `scope.headers` win.
 */
export function finishHead(res: ServerResponse, scope: RequestScope, headers: Record<string, string>): void {
  const writeHead = res.writeHead;
  res.writeHead = function finished(this: ServerResponse, given: number, ...rest: unknown[]) {
    const head = rest.at(-1);
    if (head !== null && typeof head === 'object') {
      for (const [name, value] of headerPairs(head)) this.setHeader(name, value);
    }
    const redirects = given >= 300 && given < 400;
    const status = scope.status !== undefined && !redirects ? scope.status : given;
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    if (!mayBeKept(this, status)) this.setHeader('Cache-Control', 'private, no-store');
    for (const [name, value] of Object.entries(scope.headers)) this.setHeader(name, value);
    this.removeHeader('X-Powered-By');
    res.writeHead = writeHead;
    return writeHead.call(this, status);
  } as typeof res.writeHead;
}

/**
 * Calls `answer` instead of the response that is starting when `replaces` is true for its status, and drops the rest of it.
 */
export function replaceAnswer(res: ServerResponse, replaces: (status: number) => boolean, answer: () => void): void {
  const { writeHead, write, end } = res;
  const isReplaced = (status: number): boolean => {
    if (res.headersSent || !replaces(status)) return false;
    Object.assign(res, { writeHead, write, end });
    answer();
    Object.assign(res, { writeHead: () => res, write: () => true, end: () => res });
    return true;
  };
  const instead =
    <Args extends unknown[], Result>(
      usual: (...args: Args) => Result,
      replaced: Result,
      statusOf: (args: Args) => number,
    ) =>
    (...args: Args): Result =>
      isReplaced(statusOf(args)) ? replaced : usual.apply(res, args);
  Object.assign(res, {
    writeHead: instead(writeHead as (...args: unknown[]) => unknown, res, ([status]) => Number(status)),
    write: instead(write as (...args: unknown[]) => unknown, true, () => res.statusCode),
    end: instead(end as (...args: unknown[]) => unknown, res, () => res.statusCode),
  });
}

/**
 * Returns whether a response may be cached: files that are the same for everyone say so themselves; a page never may,
 * regardless of what Next.js says.
 */
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
