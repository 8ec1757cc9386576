import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type CarriedOutRequest, findCarriedOutRequest, insertCarriedOutRequest } from '@/db/queries/learning-systems';
import { AppError } from '@/lib/platform/errors';
import { checkUrl, pdfUrl } from './addresses';
import type { IssuedAnswer } from './answers';
import type { KeyVisit } from './authenticate';
import { issueToLearner } from './issue-to-learner';
import { knownAs, learnerId, learnerShape } from './learner';

export const certificateRequest = z.strictObject({
  ...learnerShape,
  learnerId: learnerId.optional(),
  montanaEducator: z
    .literal(true, 'Certificates are for Montana educators: send true once the learner has said so.')
    .meta({
      description: 'The learner has stated to be a Montana educator. Ask; never assume.',
    }),
});

/** @throws AppError `invalid` for none, or one that cannot be one */
export function parseIdempotencyKey(header: string | null): string {
  const key = header ?? '';
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new AppError(
    'invalid',
    key === ''
      ? 'Send a header “Idempotency-Key” with a text of your own for this request, such as a UUID, and the same one when you send the request again.'
      : 'The header “Idempotency-Key” can have up to 255 letters, digits and signs, without blanks.',
  );
}

/** What was answered, and whether the request had been carried out before. */
export type Answered = { status: number; answer: IssuedAnswer; repeated: boolean };

/**
 * Issues the certificate that a learning system asks for (M23). The same idempotency key with the same request gets
 * the same answer: 201 when a certificate was made, 200 when the learner had it already. Refusals are not kept: what
 * was refused may be put right and sent again.
 * @throws AppError `not_found`, `invalid`, `unavailable` or `conflict`
 */
export async function requestCertificate(
  visit: KeyVisit,
  idempotencyKey: string,
  input: z.output<typeof certificateRequest>,
): Promise<Answered> {
  const { learnerId: id, montanaEducator: _stated, ...learner } = input;
  const requestHash = createHash('sha256')
    .update(JSON.stringify([id ?? null, ...Object.entries(learner).sort(([a], [b]) => (a < b ? -1 : 1))]))
    .digest('hex');
  const before = await findCarriedOutRequest(visit.db, visit.key.id, idempotencyKey);
  if (before) return repeated(before, requestHash);
  const known = knownAs(learner, { learnerId: id, request: `${visit.key.publicId} ${idempotencyKey}` });
  let answered: Answered | undefined;
  try {
    await issueToLearner(visit, learner, known, async (tx, { serial, isNew }) => {
      const answer = { serial, eventId: learner.eventId, checkUrl: checkUrl(serial), pdfUrl: pdfUrl(serial) };
      answered = { status: isNew ? 201 : 200, answer, repeated: false };
      const isFirst = await insertCarriedOutRequest(tx, {
        keyId: visit.key.id,
        idempotencyKey,
        requestHash,
        status: answered.status,
        answer,
        createdAt: visit.clock.now(),
      });
      // Another was quicker: what this one did is undone, and its answer is that one's.
      if (!isFirst) throw new CarriedOutMeanwhile();
    });
  } catch (error) {
    if (!(error instanceof CarriedOutMeanwhile)) throw error;
    const meanwhile = await findCarriedOutRequest(visit.db, visit.key.id, idempotencyKey);
    if (!meanwhile) throw new Error('a request that was carried out is gone', { cause: error });
    return repeated(meanwhile, requestHash);
  }
  return answered!;
}

class CarriedOutMeanwhile extends Error {}

function repeated({ requestHash, status, answer }: CarriedOutRequest, asked: string): Answered {
  if (requestHash === asked) return { status, answer: answer as IssuedAnswer, repeated: true };
  throw new AppError(
    'invalid',
    'This Idempotency-Key was used for another request. Send each new request with a key of its own.',
  );
}
