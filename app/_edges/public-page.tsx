import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import { currentVisit } from '@/lib/platform/current-visit';
import type { Visit } from '@/lib/platform/visit';
import { Refusal } from './refusal';

/**
 * Returns a page for anybody, signed in or not, that queries the database: it answers 404, 429 and 503 with that
 * status.
 */
export function publicPage<Props>(render: (visit: Visit, props: Props) => Promise<ReactNode>) {
  return async function page(props: Props): Promise<ReactNode> {
    try {
      return await render(await currentVisit(), props);
    } catch (error) {
      unstable_rethrow(error);
      return <Refusal error={error} />;
    }
  };
}
