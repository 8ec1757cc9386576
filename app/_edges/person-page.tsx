import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import type { KeptBecause } from '@/components/kept-form';
import { AppError } from '@/lib/platform/errors';
import type { Actor, Context } from '@/lib/platform/visit';
import { requireContext } from '@/lib/users/context';
import { Refusal, whyKept } from './refusal';

type Kind = Actor['kind'];

/**
 * A page for signed-in people of these kinds. It answers 403, 404 and 503 as what they are, with a page in words;
 * who is not signed in is led to the sign-in and back. What the page may show is decided by the use cases it calls.
 * A page with a form says in `keep` what carries what was typed when the form was posted and the page is refused.
 */
export function personPage<Props>(
  kinds: readonly Kind[],
  render: (ctx: Context, props: Props) => Promise<ReactNode>,
  keep?: (because: KeptBecause, props: Props) => Promise<ReactNode>,
) {
  return async function page(props: Props): Promise<ReactNode> {
    try {
      const ctx = await requireContext();
      if (!kinds.includes(ctx.actor.kind)) {
        throw new AppError('forbidden', 'This page is for other users of the system. Choose a page from the menu.');
      }
      return await render(ctx, props);
    } catch (error) {
      unstable_rethrow(error);
      const because = keep && whyKept(error);
      if (because) return keep(because, props);
      return <Refusal error={error} />;
    }
  };
}
