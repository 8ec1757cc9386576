import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import { requestScope } from '@/lib/platform/request-scope';
import { Refusal } from './refusal';

/**
 * The answer to an address that must not get about: no search engine keeps it, and no other site hears of it. Forms of
 * such a page are posted without an Origin; the server knows them by what the browser says itself.
 */
export function answerInPrivate(): void {
  const scope = requestScope();
  if (!scope) return;
  scope.headers['Referrer-Policy'] = 'no-referrer';
  scope.headers['X-Robots-Tag'] = 'noindex, nofollow';
}

/** A page for whoever has its address, signed in or not. */
export function linkPage<Props>(render: (props: Props) => Promise<ReactNode>) {
  return async function page(props: Props): Promise<ReactNode> {
    answerInPrivate();
    try {
      return await render(props);
    } catch (error) {
      unstable_rethrow(error);
      // An attendee has no list of events to go to.
      return <Refusal error={error} homeHref={null} />;
    }
  };
}
