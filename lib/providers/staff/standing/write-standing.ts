import type { Transaction } from '@/db/client';
import { insertStanding } from '@/db/queries/provider-standings';
import type { ProviderRow } from '@/db/queries/providers';
import type { ProviderStanding } from '@/lib/access/actor';
import { standingOn } from '@/lib/access/standing';
import { record } from '@/lib/audit/record';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { env, supportAddress } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import { emailManagers } from '@/lib/platform/mail/email-managers';
import type { Context } from '@/lib/platform/visit';
import { STANDING_WORDS } from '../../standing-words';

/** The proposal that a second person confirmed, and who proposed it. */
export type Confirmed = { proposalId: number; proposedBy?: number };

export type Decision = {
  standing: ProviderStanding;
  /** The first day; today when it has passed, because a standing acts forward only. */
  from: Day;
  reviewOn: Day | null;
  /** For the provider to read. */
  reason: string;
};

/**
 * Changes how a provider stands, records it, and emails the provider's managers, unless the caller does. The caller has
 * locked the provider, and has decided whether the actor may do it.
 * @throws AppError `invalid` for a day after one on which the standing is already planned to change
 */
export async function writeStanding(
  tx: Transaction,
  ctx: Pick<Context, 'actor' | 'clock' | 'requestId' | 'address'>,
  provider: ProviderRow,
  { standing, reviewOn, reason, ...decision }: Decision,
  confirmed: Confirmed | null,
  { email = true } = {},
): Promise<void> {
  const today = ctx.clock.today();
  const hasPassed = decision.from < today;
  const from = hasPassed ? today : decision.from;
  const before = standingOn(provider, today);
  const planned = provider.standingFrom;
  // A provider has one planned standing, so a later one would undo it without a word.
  if (planned !== null && planned > today && from > planned) {
    const { label } = STANDING_WORDS[provider.standing];
    throw new AppError(
      'invalid',
      `From ${formatDay(planned)} on, the standing is planned to be: ${label.toLowerCase()}. Choose that day or an earlier one, which replaces it, or decide what follows once that day has come.`,
    );
  }
  await insertStanding(tx, {
    providerId: provider.id,
    standing,
    standingBefore: before,
    fromDay: from,
    reviewOn,
    reason,
    by: ctx.actor.userId,
    at: ctx.clock.now(),
    proposalId: confirmed?.proposalId ?? null,
  });
  await record(tx, ctx, {
    action: 'provider.standing_changed',
    subject: `provider:${provider.id}`,
    details: { before, after: standing, from, reviewOn, reason, ...confirmed },
  });
  if (!email) return;
  await emailManagers(tx, ctx, provider.id, emailAbout(provider.name, { standing, from, reviewOn, reason }, today));
}

function emailAbout(provider: string, { standing, from, reviewOn, reason }: Decision, today: Day) {
  const { label, means } = STANDING_WORDS[standing];
  const since = from > today ? `From ${formatDay(from)} on` : 'From today on';
  return {
    kind: 'provider.standing_changed',
    subject: `The standing of your organization in PDUPS: ${label.toLowerCase()}`,
    paragraphs: [
      `${since}, the standing of ${provider} with the agency is: ${label.toLowerCase()}. ${means}`,
      'The agency’s reason:',
      reason,
      ...(reviewOn ? [`The agency reviews this on ${formatDay(reviewOn)}.`] : []),
      'Certificates that were already issued stay valid.',
      `Questions, or do you disagree? To appeal, email ${supportAddress()} and say what should be looked at again.`,
    ],
    link: { label: 'Open the Secure Portal', href: `${env().APP_URL}/portal` },
  };
}
