import { z } from 'zod';
import { insertClaim } from '@/db/queries/claims';
import { statements } from '@/lib/certificates/claims/claim-input';
import { certificateDisposition } from '@/lib/certificates/file-name';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { hashToken } from '@/lib/users/token';
import { noteUse } from './authenticate';
import { certificateOf, issueToLearner } from './issue-to-learner';
import { openSignedLink, type SignedLink } from './signed-link';

/** What a learner states who claims the certificate of a course (M23). */
export const courseClaimSchema = z.object(statements);

/** One sentence for whatever is wrong with a link. */
export function courseLinkClosed(): AppError {
  return new AppError(
    'not_found',
    'This link does not work any more. Go back to your course and open the certificate from there again.',
  );
}

/**
 * Issues the certificate of a course to the learner whom the link is for and who has stated to have completed it and
 * to be a Montana educator. The same link again, in any browser, leads to the same certificate.
 * @throws AppError `not_found` for a link that does not work, `invalid`, `conflict` or `unavailable`
 */
export async function claimFromCourse(visit: Visit, link: SignedLink): Promise<void> {
  const opened = await openSignedLink(visit, link);
  if (opened.kind === 'closed') throw courseLinkClosed();
  if (opened.kind === 'unusable') throw new AppError('invalid', opened.why);
  const { learner, known, visit: ofKey, lastUsedAt } = opened;
  await issueToLearner(ofKey, learner, known, async (tx, { isNew, attendeeId, certificateId }) => {
    if (!isNew) return;
    const { eventId, name, email, school, educatorNumber } = learner;
    await insertClaim(tx, {
      eventId,
      // It is the link that finds the certificate again, in any browser.
      holderHash: hashToken(link.signature),
      name,
      email,
      school,
      educatorNumber,
      state: 'issued',
      attendeeId,
      certificateId,
      statedAt: visit.clock.now(),
      requestKey: crypto.randomUUID(),
    });
  });
  await noteUse(visit, { id: ofKey.key.id, lastUsedAt });
}

/**
 * The file of the certificate that the link's learner holds now.
 * @throws AppError `not_found` for a link that does not work, or before it was claimed
 */
export async function findCourseCertificate(visit: Visit, link: SignedLink | null) {
  const opened = link && (await openSignedLink(visit, link));
  const held = opened?.kind === 'open' && opened.person && certificateOf(opened.person);
  if (!held) throw courseLinkClosed();
  const { title, startsOn, endsOn } = opened.event;
  return {
    bytes: await namedFile(visit.db, held.certificateId),
    disposition: certificateDisposition({ title, startsOn, endsOn }),
  };
}
