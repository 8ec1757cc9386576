import { unstable_rethrow } from 'next/navigation';
import type { ReactNode } from 'react';
import type { KeptBecause } from '@/components/kept-form';
import type { Person } from '@/lib/access/actor';
import { placeOf } from '@/lib/access/place';
import { AppError } from '@/lib/platform/errors';
import type { SignedInContext } from '@/lib/platform/visit';
import { requireContext, requireContextBeforeTwoStep } from '@/lib/users/context';
import { Refusal, whyKept } from './refusal';

type Kind = Person['kind'];

type Options<Props> = {
  /** For the pages that set up two-step sign-in, which staff need before they have it. No other page may set it. */
  beforeTwoStep?: boolean;
  /** For a page with a form: preserves the typed fields when the form was posted and the page is refused. */
  keep?: (because: KeptBecause, props: Props) => Promise<ReactNode>;
};

/** Returns whether the page is for this person. Staff acting on behalf of a provider use its pages too. */
function isFor(actor: Person, kind: Kind): boolean {
  return actor.kind === kind || (kind === 'provider' && placeOf(actor) !== null);
}

/**
 * Returns a page for signed-in people of these kinds. It answers 403, 404 and 503 with that status and a page in words;
 * people who are not signed in are redirected to the sign-in, and staff without two-step sign-in to its set-up. The use
 * cases that the page calls decide what it may show.
 */
export function personPage<Props>(
  kinds: readonly Kind[],
  render: (ctx: SignedInContext, props: Props) => Promise<ReactNode>,
  { beforeTwoStep = false, keep }: Options<Props> = {},
) {
  return async function page(props: Props): Promise<ReactNode> {
    try {
      const ctx = await (beforeTwoStep ? requireContextBeforeTwoStep() : requireContext());
      if (!kinds.some((kind) => isFor(ctx.actor, kind))) {
        throw new AppError('forbidden', 'You do not have access to this page. Choose a page from the menu.');
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
