import { z } from 'zod';
import { listDueAttendeeIds } from '@/db/queries/certificate-list';
import { getEvent } from '@/lib/events/find-event';
import { authoriseEventChange } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';
import { beginRun } from '../runs/begin-run';
import { NOBODY_WAITS } from '../runs/words';
import { issueCertificates } from './issue-certificates';

/** So many are issued while the person waits; more become a run. */
const AT_ONCE = 25;
/** As many as one page offers to choose from. */
const MOST_CHOSEN = 500;

export const issueSchema = z.object({
  who: z.enum(['all', 'chosen']),
  attendeeIds: z.array(recordId).max(MOST_CHOSEN, 'Choose fewer people at once, or issue to all.').default([]),
  requestKey: z.uuid('Open the page again, then send the form.'),
});

type Input = z.output<typeof issueSchema> & { eventId: number };

export type Issued = { kind: 'issued'; count: number; without: number } | { kind: 'run'; runId: number };

/**
 * Issues certificates to all who completed the event and have none, or to the chosen ones of them: a few at once, many
 * as a run.
 * @throws AppError `not_found`, `forbidden`, `invalid` when nobody waits or is chosen, `unavailable`, or `conflict`
 */
export async function issueOrBeginRun(ctx: Context, { eventId, who, attendeeIds, requestKey }: Input): Promise<Issued> {
  await getEvent(ctx, eventId);
  authoriseEventChange(ctx.actor);
  const chosen = who === 'all' ? await listDueAttendeeIds(ctx.db, eventId, AT_ONCE + 1) : [...new Set(attendeeIds)];
  if (chosen.length === 0) {
    throw new AppError('invalid', who === 'all' ? NOBODY_WAITS.issue : 'Choose at least one person.');
  }
  if (chosen.length <= AT_ONCE) {
    const { issued, problems } = await issueCertificates(ctx, { eventId, attendeeIds: chosen });
    return { kind: 'issued', count: issued.length, without: problems.length };
  }
  const runId = await beginRun(ctx, { eventId, kind: 'issue', requestKey, chosen: who === 'all' ? null : chosen });
  return { kind: 'run', runId };
}
