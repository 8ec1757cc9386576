import { z } from 'zod';
import { insertClaim } from '@/db/queries/claims';
import type { Attendee } from '@/lib/access/actor';
import { namedFile } from '@/lib/certificates/issue/named-file';
import { statements } from '@/lib/claims/claim-input';
import { AppError } from '@/lib/platform/errors';
import type { Visit } from '@/lib/platform/visit';
import { certificateDisposition } from '@/lib/printing/file-name';
import { hashToken } from '@/lib/users/token';
import { noteUse } from './authenticate';
import { certificateOf, issueToLearner } from './issue-to-learner';
import { type CourseEvent, openSignedLink, type SignedLink } from './signed-link';

/** The statements of a learner who claims the certificate of a course (M23). */
export const courseClaimSchema = z.object(statements);

/** Returns the same error for everything that can be wrong with a link. */
export function courseLinkClosed(): AppError {
  return new AppError(
    'not_found',
    'This link no longer works. Go back to your course and open the certificate from there again.',
  );
}

/** Says in the learner's words that the provider has to sign first. */
function notSigned({ providerName }: CourseEvent): string {
  return `Your certificate is not ready yet. ${providerName} has to sign the certificates of this event first. Open it from your course again in a few days.`;
}

/**
 * Issues the certificate of a course to the learner named in the link, after the learner has stated that they completed
 * it and are a Montana educator. The same link opened again, in any browser, leads to the same certificate.
 * @throws AppError `not_found` for a link that does not work, `invalid`, `conflict` or `unavailable`
 */
export async function claimFromCourse(visit: Visit, link: SignedLink): Promise<void> {
  const opened = await openSignedLink(visit, link);
  if (opened.kind === 'closed') throw courseLinkClosed();
  if (opened.kind === 'unsigned') throw new AppError('conflict', notSigned(opened.event));
  if (opened.kind === 'ruled_out') throw new AppError('forbidden', opened.why);
  if (opened.kind === 'unusable') throw new AppError('invalid', opened.why);
  const { learner, known, key, person, lastUsedAt } = opened;
  const actor: Attendee = {
    kind: 'attendee',
    through: { kind: 'course_link', ...key },
    attendeeId: person?.id ?? null,
  };
  await issueToLearner(
    { ...visit, actor },
    key,
    learner,
    known,
    async (tx, { isNew, eventId, attendeeId, certificateId }) => {
      if (!isNew) return;
      const { name, email, school, educatorNumber } = learner;
      await insertClaim(tx, {
        eventId,
        // The link itself, not a cookie, finds the certificate again, so it works in any browser.
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
    },
  );
  await noteUse(visit, { id: key.keyId, lastUsedAt });
}

/**
 * Returns the file of the learner's current certificate.
 * @throws AppError `not_found` for a link that does not work, or before the certificate was claimed
 */
export async function findCourseCertificate(visit: Visit, link: SignedLink | null) {
  const opened = link && (await openSignedLink(visit, link));
  const held = opened?.kind === 'open' && opened.person && certificateOf(opened.person, opened.event.id);
  if (!held) throw courseLinkClosed();
  const { title, startsOn, endsOn } = opened.event;
  return {
    bytes: await namedFile(visit.db, held.certificateId),
    disposition: certificateDisposition({ title, startsOn, endsOn }),
  };
}
