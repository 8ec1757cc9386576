import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import { requestScope } from '@/lib/platform/request-scope';
import { Refusal } from './refusal';

/**
 * Sets the headers for a URL that must stay private: no search engine indexes it, and no other site learns it. Forms on
 * such a page are posted without an Origin; the server recognizes them by the browser's own headers.
 */
export function answerInPrivate(): void {
  const scope = requestScope();
  if (!scope) return;
  scope.headers['Referrer-Policy'] = 'no-referrer';
  scope.headers['X-Robots-Tag'] = 'noindex, nofollow';
}

/** Returns a page for anyone who has its URL, signed in or not. */
export function linkPage<Props>(render: (props: Props) => Promise<ReactNode>) {
  return async function page(props: Props): Promise<ReactNode> {
    answerInPrivate();
    try {
      return await render(props);
    } catch (error) {
      unstable_rethrow(error);
      // An attendee has no list of events to return to.
      return <Refusal error={error} homeHref={null} />;
    }
  };
}
