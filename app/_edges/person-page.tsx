import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import type { KeptBecause } from '@/components/kept-form';
import { AppError } from '@/lib/platform/errors';
import type { Actor, Context } from '@/lib/platform/visit';
import { requireContext, requireContextBeforeTwoStep } from '@/lib/users/context';
import { Refusal, whyKept } from './refusal';

type Kind = Actor['kind'];

type Options<Props> = {
  /** For the pages that set up two-step sign-in: staff reach them before they have it. No other page may say so. */
  beforeTwoStep?: boolean;
  /** For a page with a form: what carries the typed fields when the form was posted and the page is refused. */
  keep?: (because: KeptBecause, props: Props) => Promise<ReactNode>;
};

/**
 * A page for signed-in people of these kinds. It answers 403, 404 and 503 as what they are, with a page in words; who
 * is not signed in is led to the sign-in, and staff without two-step sign-in to its set-up. What the page may show is
 * decided by the use cases it calls.
 */
export function personPage<Props>(
  kinds: readonly Kind[],
  render: (ctx: Context, props: Props) => Promise<ReactNode>,
  { beforeTwoStep = false, keep }: Options<Props> = {},
) {
  return async function page(props: Props): Promise<ReactNode> {
    try {
      const ctx = await (beforeTwoStep ? requireContextBeforeTwoStep() : requireContext());
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
