import type { Transaction } from '@/db/client';
import { insertEvaluationAnswers } from '@/db/queries/evaluations';
import { findLinkByToken } from '@/db/queries/share-links';
import { PORTION } from '@/lib/evaluations/rules';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { limitTries, limitWrongTries } from '@/lib/users/rate-limit';
import { linkNotOpen } from '../share-links/not-found';
import { isCodeWord, linkState } from '../share-links/rules';
import { hashLinkToken } from '../share-links/token';
import { type ClaimOutcome, claimCertificate } from './claim-certificate';
import type { ClaimInput, GivenAnswers } from './claim-input';
import { holderHash } from './holder';

/**
 * In a quarter of an hour. A room of 300 people often has one address, and many of them claim twice or thrice before
 * they read what is wrong; so claims have room, and only wrong code words are few (choice).
 */
export const LIMITS = {
  claimsPerLinkAndAddress: 1500,
  claimsPerLink: 5000,
  wrongWordsPerLinkAndAddress: 60,
  wrongWordsPerLink: 200,
} as const;

/**
 * Claims a certificate with a link that is open to who has it, or to who was told its code word.
 * @throws AppError `not_found` when the link is not open; `invalid`, `too_many`, `conflict` or `unavailable`
 */
export async function claimThroughLink(
  visit: Visit,
  { token, holder, ...input }: ClaimInput & { token: string; holder: string },
): Promise<ClaimOutcome> {
  const link = await getClaimableLink(visit, token);
  if (link.access === 'roster') throw linkNotOpen();
  requireAnswers(link, input.given);
  if (link.codeWord !== null) await checkCodeWord(visit, { id: link.id, codeWord: link.codeWord }, input.codeWord);
  const { name, email, school, educatorNumber, requestKey, given } = input;
  return claimCertificate(visit, {
    eventId: link.eventId,
    claimant: { name, email, school, educatorNumber },
    for: { kind: 'newcomer', identity: `claim:${requestKey}`, source: 'link', units: null },
    shareLinkId: link.id,
    reviewed: link.reviewed,
    holderHash: holderHash(holder),
    requestKey,
    alongside: keepAnswers(link.eventId, given),
  });
}

/** The link behind a token, if one can claim through it today; counts the try. */
export async function getClaimableLink(visit: Visit, token: string) {
  const found = await findLinkByToken(visit.db, hashLinkToken(token));
  if (!found || linkState(found.link, visit.clock.today()) !== 'open') throw linkNotOpen();
  const { link } = found;
  await limitTries(visit, `claim:link:${link.id}`, LIMITS.claimsPerLink);
  await limitTries(visit, `claim:link:${link.id}:address:${networkOf(visit.address)}`, LIMITS.claimsPerLinkAndAddress);
  return link;
}

/** @throws AppError `invalid` when the link comes after an evaluation and none was given */
export function requireAnswers(link: { afterEvaluation: boolean }, given: GivenAnswers): void {
  if (link.afterEvaluation && !given) {
    throw new AppError('invalid', 'The evaluation comes first. Open the link again and answer it.');
  }
}

/** The answers go in with the claim and know nothing of it. */
export function keepAnswers(eventId: number, given: GivenAnswers) {
  return async (tx: Transaction): Promise<void> => {
    if (!given) return;
    const { form, answers } = given;
    await insertEvaluationAnswers(tx, { eventId, questions: form.questions, answers }, PORTION);
  };
}

async function checkCodeWord(visit: Visit, link: { id: number; codeWord: string }, typed: string): Promise<void> {
  const wrong = !isCodeWord(link.codeWord, typed);
  const counted = wrong && typed.trim() !== '';
  const key = `code-word:link:${link.id}`;
  await limitWrongTries(
    visit,
    `${key}:address:${networkOf(visit.address)}`,
    LIMITS.wrongWordsPerLinkAndAddress,
    counted,
  );
  await limitWrongTries(visit, key, LIMITS.wrongWordsPerLink, counted);
  if (!wrong) return;
  throw new AppError(
    'invalid',
    counted
      ? 'That is not the code word. It was said or shown at the event; ask the people around you, or the provider.'
      : 'Enter the code word. It was said or shown at the event.',
  );
}
