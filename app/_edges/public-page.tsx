import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import { currentVisit } from '@/lib/platform/current-visit';
import type { Visit } from '@/lib/platform/visit';
import { Refusal } from './refusal';

/** A page for anybody, signed in or not, that asks the database: it answers 404, 429 and 503 as what they are. */
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
