import { z } from 'zod';
import { findOpenProposal } from '@/db/queries/proposals';
import { lockProvider } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import { isDay } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';
import { NEEDS_SECOND_PERSON, STANDING_CHOICES, standingsOf, standingText } from '../../standing-words';
import { proposalWaits, propose } from '../proposals/propose';
import { writeStanding } from './write-standing';

const MAX_REASON = 1000;
const day = (sentence: string) => z.string().refine(isDay, sentence);

/** Includes the reason, which the provider reads. */
export const setStandingSchema = z
  .object({
    standing: z.enum(
      STANDING_CHOICES.map(({ value }) => value),
      'Choose the standing.',
    ),
    from: day('Enter the first day.'),
    reviewOn: z
      .union([z.literal(''), day('Enter the day of the review, or leave it blank.')])
      .transform((text) => text || null),
    reason: paragraphsOfText({ label: 'The reason', max: MAX_REASON }),
    /** The standing that the form showed, as `standingText`. */
    shown: z.string('Open the page again, then choose.'),
  })
  .superRefine(({ standing, from, reviewOn }, ctx) => {
    const needsReview = standing === 'probation' || standing === 'suspended';
    if (needsReview && !reviewOn) {
      ctx.addIssue({ code: 'custom', path: ['reviewOn'], message: 'Enter when the agency looks at this again.' });
    }
    if (reviewOn && reviewOn <= from) {
      ctx.addIssue({ code: 'custom', path: ['reviewOn'], message: 'The review comes after the first day.' });
    }
  });

type Input = z.output<typeof setStandingSchema> & { providerId: number };

/** `proposed`: nothing has changed yet; a second person has to confirm it. */
export type SetStandingResult = { kind: 'set' } | { kind: 'proposed'; proposalId: number };

/**
 * Changes how a provider stands with the agency, from today or a later day on, or proposes it when it takes a second
 * person. The provider's managers get an email with the reason, and the portal shows it.
 * @throws AppError `forbidden`, `not_found`, `invalid` for a day that has passed or when nothing is different, or
 * `conflict` while a proposal about the provider waits, or when somebody else has changed the standing since it was shown
 */
export async function setStanding(ctx: Context, { providerId, shown, ...decision }: Input): Promise<SetStandingResult> {
  return ctx.db.transaction(async (tx) => {
    authorize(ctx, 'provider.set-standing');
    const provider = await lockProvider(tx, providerId);
    if (!provider) throw providerNotFound();
    if (provider.standing === 'closed') {
      throw new AppError('invalid', 'This provider is closed. Reopen it first.');
    }
    if (shown !== standingText(provider)) {
      // A form that was sent twice finds what it asked for.
      if (provider.standing === decision.standing && provider.standingFrom === decision.from) return { kind: 'set' };
      throw new AppError(
        'conflict',
        'Someone else changed the standing while you had the form open. Open it in another tab to see it, then decide there.',
      );
    }
    const today = ctx.clock.today();
    if (decision.from < today) {
      throw new AppError('invalid', 'A standing acts forward only. Choose today or a later day.');
    }
    const { now, later } = standingsOf(provider, today);
    if (decision.standing === 'good' && now === 'good' && later === null) {
      throw new AppError('invalid', 'The provider is in good standing already. Choose another standing.');
    }
    if (NEEDS_SECOND_PERSON.includes(decision.standing)) {
      const { reason, ...asked } = decision;
      const proposalId = await propose(tx, ctx, { providerId, kind: 'standing', asked, reason });
      return { kind: 'proposed', proposalId };
    }
    if (await findOpenProposal(tx, providerId)) throw proposalWaits();
    await writeStanding(tx, ctx, provider, decision, null);
    return { kind: 'set' };
  });
}
