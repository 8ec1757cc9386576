import { z } from 'zod';
import { countDueAttendees, listDueAttendeeIds } from '@/db/queries/certificate-list';
import { findRunByRequestKey } from '@/db/queries/issuing-runs';
import { authorize } from '@/lib/access/authorize';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';
import { beginRun } from '../runs/begin-run';
import { NOBODY_WAITS } from '../runs/words';
import { requireSignature, unsigned } from '../unsigned';
import { issueCertificates } from './issue-certificates';

/** The most certificates that are issued while the person waits; more become a run. */
const AT_ONCE = 25;
/** The most people whom one page offers to choose from. */
const MAX_CHOSEN = 500;

export const issueSchema = z.object({
  who: z.enum(['all', 'chosen']),
  attendeeIds: z.array(recordId).max(MAX_CHOSEN, 'Choose fewer people at once, or issue to all.').default([]),
  /** For all: how many people the person saw would get one. */
  expected: z
    .string()
    .regex(/^\d{1,7}$/, 'Open the page again, then issue.')
    .transform(Number)
    .optional(),
  requestKey: z.uuid('Open the page again, then send the form.'),
  unsigned,
});

type Input = Omit<z.output<typeof issueSchema>, 'unsigned'> & { eventId: number; unsigned?: boolean };

export type Issued = { kind: 'issued'; count: number; without: number } | { kind: 'run'; runId: number };

/**
 * Issues certificates to all who completed the event and have none, when they are as many as the person saw, or to the
 * chosen ones of them: a few at once, many as a run.
 * @throws AppError `not_found`, `forbidden`, `invalid` when nobody waits or is chosen, or for an event that is not signed
 * unless that was chosen, `unavailable`, or `conflict`
 */
export async function issueOrBeginRun(
  ctx: Context,
  { eventId, who, attendeeIds, expected, requestKey, ...signing }: Input,
): Promise<Issued> {
  await getEvent(ctx, eventId);
  authorize(ctx, 'certificate.issue');
  const chosen = who === 'all' ? await listDueAttendeeIds(ctx.db, eventId, AT_ONCE + 1) : [...new Set(attendeeIds)];
  if (chosen.length === 0) {
    throw new AppError('invalid', who === 'all' ? NOBODY_WAITS.issue : 'Choose at least one person.');
  }
  if (who === 'all' && (await countDueAttendees(ctx.db, eventId)) !== expected) {
    const begun = await findRunByRequestKey(ctx.db, eventId, requestKey);
    if (begun !== null) return { kind: 'run', runId: begun };
    throw new AppError('conflict', 'The roster has changed. Open the page again, review the numbers, then issue.');
  }
  await requireSignature(ctx.db, eventId, signing);
  if (chosen.length <= AT_ONCE) {
    const { issued, problems } = await issueCertificates(ctx, { eventId, attendeeIds: chosen });
    return { kind: 'issued', count: issued.length, without: problems.length };
  }
  const runId = await beginRun(ctx, { eventId, kind: 'issue', requestKey, chosen: who === 'all' ? null : chosen });
  return { kind: 'run', runId };
}
