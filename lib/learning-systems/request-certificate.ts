import { z } from 'zod';
import { checkUrl, pdfUrl } from './addresses';
import type { IssuedAnswer } from './answers';
import type { SystemContext } from './authenticate';
import { type Answered, carryOutOnce } from './carry-out-once';
import { issueToLearner } from './issue-to-learner';
import { knownAs, learnerId, learnerShape } from './learner';

export const certificateRequest = z.strictObject({
  ...learnerShape,
  learnerId: learnerId.optional(),
  montanaEducator: z
    .literal(true, 'Certificates are for Montana educators. Set to true after the learner confirms.')
    .meta({
      description: 'The learner stated that they are a Montana educator. Ask; never assume.',
    }),
});

/**
 * Issues the certificate that a learning system asks for (M23): 201 when a certificate was made, 200 when the learner
 * already had it.
 * @throws AppError `not_found`, `invalid`, `unavailable` or `conflict`
 */
export async function requestCertificate(
  ctx: SystemContext,
  idempotencyKey: string,
  input: z.output<typeof certificateRequest>,
): Promise<Answered<IssuedAnswer>> {
  const { learnerId: id, montanaEducator: _stated, ...learner } = input;
  const request = [id ?? null, ...Object.entries(learner).sort(([a], [b]) => (a < b ? -1 : 1))];
  const known = knownAs(learner, { learnerId: id, request: `${ctx.actor.publicId} ${idempotencyKey}` });
  return carryOutOnce<IssuedAnswer>(ctx, { idempotencyKey, request }, (keep) =>
    issueToLearner(ctx, ctx.actor, learner, known, (tx, { eventId, serial, signed, isNew }) =>
      keep(tx, isNew ? 201 : 200, {
        serial,
        eventId,
        signed,
        checkUrl: checkUrl(serial),
        pdfUrl: pdfUrl(serial),
      }),
    ),
  );
}
