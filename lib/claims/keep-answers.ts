import type { Transaction } from '@/db/client';
import { listClaimsWithAnswers } from '@/db/queries/claims';
import { insertEvaluationAnswers } from '@/db/queries/evaluations';
import { BATCH_SIZE } from '@/lib/evaluations/rules';
import type { MadeClaim } from './claim-certificate';
import type { GivenAnswers } from './claim-input';
import type { Claimant } from './claimed-certificate';
import { isSameClaimant } from './rules';

type Answered = MadeClaim & { eventId: number; claimant: Claimant; given: GivenAnswers };

/**
 * Saves the answers in the claim's transaction, without any reference to the claim: once for each person, who may claim again
 * on another phone, or after this one forgot them, whether or not they get a certificate. The caller has locked the event.
 */
export async function keepAnswers(
  tx: Transaction,
  { eventId, claimant, given, claimId, attendeeId }: Answered,
): Promise<void> {
  if (!given) return;
  const earlier = await listClaimsWithAnswers(tx, { eventId, claimId, attendeeId, name: claimant.name });
  if (earlier.some((each) => isSameClaimant(each, { ...claimant, attendeeId }))) return;
  await insertEvaluationAnswers(tx, { eventId, ...given }, BATCH_SIZE);
}
