import { findClaimByRequest } from '@/db/queries/claims';
import { hasTries } from '@/db/queries/rate-limits';
import { findLinkByToken, type ShareLinkRow } from '@/db/queries/share-links';
import type { Attendee } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { standingOn } from '@/lib/access/standing';
import { entriesOf } from '@/lib/events/course-entries';
import { AppError } from '@/lib/platform/errors';
import { networkOf } from '@/lib/platform/network';
import type { Visit } from '@/lib/platform/visit';
import { linkNotOpen } from '@/lib/share-links/not-found';
import { isCodeWord, linkState } from '@/lib/share-links/rules';
import { hashLinkToken } from '@/lib/share-links/token';
import { limitSharedTries, limitSharedWrongTries, limitTries, limitWrongTries, takeTry } from '@/lib/users/rate-limit';
import { hashToken } from '@/lib/users/token';
import { type ClaimOutcome, claimCertificate } from './claim-certificate';
import { type ClaimInput, type GivenAnswers, NO_CODE_WORD } from './claim-input';
import { ALONE, entryOfClaim, type Neighbors } from './entry-of-claim';
import { holderHash } from './holder';
import { keepAnswers } from './keep-answers';

/**
 * Limits per 15 minutes. A room of 300 people often shares one address, and many of them claim two or three times
 * before they read what is wrong. So there is room for claims, and only wrong code words are strictly limited (choice).
 */
export const LIMITS = {
  claimsPerLinkAndAddress: 1500,
  claimsPerLink: { most: 5000, own: 300, ownOfAll: 20_000 },
  wrongWordsPerLinkAndAddress: 60,
  wrongWordsPerLink: { most: 200, own: 10, ownOfAll: 400 },
} as const;

/**
 * Claims a certificate through a link that anyone can use, or only people who know its code word.
 * @throws AppError `not_found` when the link is not open; `invalid`, `too_many`, `conflict` or `unavailable`
 */
export async function claimThroughLink(
  visit: Visit,
  { token, holder, ...input }: ClaimInput & { token: string; holder: string },
): Promise<ClaimOutcome> {
  const { link, event, entries } = await getClaimableLink(visit, token);
  if (link.access === 'roster') throw linkNotOpen();
  // A form that was sent before stays in its year, whatever day it is sent again on.
  const sent = event.asynchronous ? await findClaimByRequest(visit.db, input.requestKey) : null;
  const claimed = sent && entries.find(({ id }) => id === sent.eventId);
  const found = claimed
    ? { entry: claimed, neighbors: ALONE }
    : entryOfClaim(entries, event, { days: input, today: visit.clock.today() });
  if ('why' in found) throw new AppError('invalid', found.why);
  const { entry, neighbors } = found;
  return claimThrough(visit, link, { ...input, holder, eventId: entry.id, neighbors });
}

type Through = Pick<ShareLinkRow, 'id' | 'codeWord' | 'afterEvaluation' | 'reviewed'>;

type Claiming = Pick<
  ClaimInput,
  'name' | 'email' | 'school' | 'educatorNumber' | 'codeWord' | 'requestKey' | 'given'
> & {
  /** The event, or the year of a course, whose certificate it is. */
  eventId: number;
  /** The years of the course around it. */
  neighbors?: Neighbors;
  /** The conference whose link led there, if one did. */
  conferenceId?: number;
  holder: string;
  /** The roster line of a person who proved its address; absent for a person who only states who they are. */
  proved?: { id: number; name: string; email: string | null; school: string; educatorNumber: string };
};

/**
 * Claims a certificate through a link that is open, after its evaluation and with its code word.
 * @throws AppError `invalid`, `too_many`, `conflict` or `unavailable`
 */
export async function claimThrough(
  visit: Visit,
  link: Through,
  { eventId, neighbors, conferenceId, holder, proved, given, codeWord, ...input }: Claiming,
): Promise<ClaimOutcome> {
  requireAnswers(link, given);
  if (link.codeWord !== null) await checkCodeWord(visit, { id: link.id, codeWord: link.codeWord }, codeWord);
  const { name, email, school, educatorNumber } = proved ?? input;
  const claimant = { name, email, school, educatorNumber };
  const actor: Attendee = {
    kind: 'attendee',
    through: { kind: proved ? 'mailed_code' : 'share_link', linkId: link.id },
    attendeeId: proved?.id ?? null,
  };
  return claimCertificate(
    { ...visit, actor },
    {
      eventId,
      neighbors,
      claimant,
      attendeeId: proved?.id ?? null,
      shareLinkId: link.id,
      conferenceId: conferenceId ?? null,
      reviewed: link.reviewed,
      holderHash: holderHash(holder),
      requestKey: input.requestKey,
      alongside: (tx, made) => keepAnswers(tx, { eventId, claimant, given, ...made }),
    },
  );
}

/**
 * Returns the link of a token if people can claim through it today, with its event and the years of its course, and counts
 * the try.
 * @throws AppError `not_found` when the link is not open, `forbidden` while the provider can't give out certificates, or
 * `too_many`
 */
export async function getClaimableLink(visit: Visit, token: string) {
  const found = await findLinkByToken(visit.db, hashLinkToken(token));
  if (!found || linkState(found.link, visit.clock.today()) !== 'open') throw linkNotOpen();
  const { link, event, provider, providerName } = found;
  const standing = standingOn(provider, visit.clock.today());
  const actor: Attendee = { kind: 'attendee', through: { kind: 'share_link', linkId: link.id }, attendeeId: null };
  authorize({ actor }, 'certificate.claim', { providerName, standing });
  await countClaimTry(visit, link.id);
  return { link, event, entries: await entriesOf(visit.db, event) };
}

/**
 * Counts a try to claim through a link.
 * @throws AppError `too_many`
 */
export async function countClaimTry(visit: Visit, linkId: number): Promise<void> {
  await limitTries(visit, `claim:address:${networkOf(visit.address)}:link:${linkId}`, LIMITS.claimsPerLinkAndAddress);
  await limitSharedTries(visit, `claim:link:${linkId}`, LIMITS.claimsPerLink);
}

/**
 * Requires the answers of a link that has an evaluation.
 * @throws AppError `invalid` when there are none
 */
export function requireAnswers(link: { afterEvaluation: boolean }, given: GivenAnswers): void {
  if (link.afterEvaluation && !given) {
    throw new AppError('invalid', 'The evaluation comes first. Open the link again and answer it.');
  }
}

/** Returns why a link does not take this code word, and counts a wrong one; null when it takes it or asks for none. */
export async function whyNotCodeWord(visit: Visit, token: string, typed: string): Promise<string | null> {
  const found = await findLinkByToken(visit.db, hashLinkToken(token));
  if (!found || linkState(found.link, visit.clock.today()) !== 'open' || found.link.codeWord === null) return null;
  try {
    await checkCodeWord(visit, { id: found.link.id, codeWord: found.link.codeWord }, typed);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.sentence;
    throw error;
  }
}

async function checkCodeWord(visit: Visit, link: { id: number; codeWord: string }, typed: string): Promise<void> {
  const wrong = !isCodeWord(link.codeWord, typed);
  const counted = wrong && typed.trim() !== '';
  // The key includes the word, so that a provider can answer a guesser in the room with a new word and new tries.
  const key = `code-word:link:${link.id}:${hashToken(link.codeWord).slice(0, 16)}`;
  const deps = `code-word:room:address:${networkOf(visit.address)}:${key}`;
  const ofAddress = `${key}:all:address:${networkOf(visit.address)}`;
  await limitWrongTries(visit, ofAddress, LIMITS.wrongWordsPerLinkAndAddress, counted);
  // A network that knew the right word is the room of the event, and guesses from elsewhere do not count there.
  if (!(await hasTries(visit.db, deps))) {
    await limitSharedWrongTries(visit, key, LIMITS.wrongWordsPerLink, counted);
    if (!wrong) await takeTry(visit, deps, 1);
  }
  if (!wrong) return;
  throw new AppError(
    'invalid',
    counted
      ? 'That is not the code word. It was said or shown at the event. Ask another attendee or the provider.'
      : NO_CODE_WORD,
  );
}
