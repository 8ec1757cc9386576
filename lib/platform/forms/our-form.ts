import { headers } from 'next/headers';
import { requestScope } from '../request-scope';
import { isSameOrigin } from './same-origin';

/** Returns whether a form was posted from our own pages; every server action checks this first. */
export async function isOurForm(): Promise<boolean> {
  const scope = requestScope();
  if (scope) scope.actionBegan = true;
  return isSameOrigin(await headers());
}
