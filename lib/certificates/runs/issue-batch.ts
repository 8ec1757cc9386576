import { issueCertificates } from '../issue/issue-certificates';
import { HAS_CERTIFICATE } from '../issue/rules';
import type { Batch } from './batch';
import { separately } from './separately';

/** Issues a certificate to each person of the batch. */
export const issueBatch: Batch = separately(async (ctx, { eventId, attendeeIds, markDone }) => {
  const { problems } = await issueCertificates(ctx, { eventId, attendeeIds }, (tx, issued) =>
    markDone(
      tx,
      issued.map(({ attendeeId }) => ({ attendeeId, problem: null })),
    ),
  );
  // A certificate issued in the meantime, by an interrupted batch or a colleague, is what the run is for.
  return problems.map(({ attendeeId, sentence }) => ({
    attendeeId,
    problem: sentence === HAS_CERTIFICATE ? null : sentence,
  }));
});
