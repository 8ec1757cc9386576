import { headers } from 'next/headers';
import { requestScope } from '../request-scope';
import { isSameOrigin } from './same-origin';

/** The first thing every server action asks: whether what was posted comes from our own pages. */
export async function isOurForm(): Promise<boolean> {
  const scope = requestScope();
  if (scope) scope.actionBegan = true;
  return isSameOrigin(await headers());
}
