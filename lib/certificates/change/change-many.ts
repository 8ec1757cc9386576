import { z } from 'zod';
import { countUnsignedValid, listHolders } from '@/db/queries/certificate-list';
import { countRoster } from '@/db/queries/roster';
import { authorize } from '@/lib/access/authorize';
import { getEvent } from '@/lib/events/find-event';
import { AppError } from '@/lib/platform/errors';
import { onePage } from '@/lib/platform/lists/pages';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { recordId } from '@/lib/users/record-id';
import { beginRun } from '../runs/begin-run';
import { isSignedDigitally, requireSignature, unsigned } from '../unsigned';

/** The most people that one page offers to choose from. */
const PAGE = 100;
const MAX_CHOSEN = 500;

export const changeManySchema = z
  .object({
    act: z.enum(['reissue', 'revoke'], 'Choose what to do with the certificates.'),
    who: z.enum(['all', 'chosen']),
    attendeeIds: z.array(recordId).max(MAX_CHOSEN, 'Choose fewer people at once.').default([]),
    reason: paragraphsOfText({ label: 'A reason', max: 500 }),
    requestKey: z.uuid('Open the page again, then send the form.'),
    unsigned,
  })
  .refine(({ who, attendeeIds }) => who === 'all' || attendeeIds.length > 0, {
    path: ['attendeeIds'],
    error: 'Choose at least one person.',
  })
  .refine(({ act, who }) => act === 'reissue' || who === 'chosen', {
    path: ['act'],
    error: 'Choose the people whose certificates you want to revoke.',
  });

type Input = Omit<z.output<typeof changeManySchema>, 'unsigned'> & { eventId: number; unsigned?: boolean };

/**
 * Begins a run that reissues or revokes the certificates of many attendees.
 * @returns the run's number
 * @throws AppError `not_found`, `forbidden`, `invalid` when nobody has a certificate, or to reissue for an event that is not
 * signed unless that was chosen, or `conflict`
 */
export async function changeMany(
  ctx: Context,
  { eventId, act, who, attendeeIds, reason, requestKey, ...signing }: Input,
) {
  authorize(ctx, act === 'reissue' ? 'certificate.correct' : 'certificate.revoke');
  if (act === 'revoke' && who === 'all') throw new AppError('invalid', 'Choose the people.');
  if (act === 'reissue') {
    await getEvent(ctx, eventId);
    await requireSignature(ctx.db, eventId, signing);
  }
  const chosen = who === 'all' ? null : [...new Set(attendeeIds)];
  return beginRun(ctx, { eventId, kind: act, requestKey, chosen, reason });
}

/**
 * Returns the people with a valid certificate of an event, by name, to choose from, and how many of all valid
 * certificates are unsigned.
 * @throws AppError `not_found` or `forbidden`
 */
export async function listToChange(ctx: Context, eventId: number, after: number | null) {
  const event = await getEvent(ctx, eventId);
  authorize(ctx, 'certificate.correct');
  const [rows, unsignedCount, counts, isSigned] = [
    await listHolders(ctx.db, eventId, { afterId: after, limit: PAGE + 1 }),
    await countUnsignedValid(ctx.db, eventId),
    await countRoster(ctx.db, eventId),
    await isSignedDigitally(ctx.db, eventId),
  ];
  const { shown, next } = onePage(rows, PAGE, ({ id }) => id);
  return {
    event,
    people: shown,
    unsigned: unsignedCount,
    valid: counts.withCertificate,
    isSigned,
    next,
  };
}

export type Holder = Awaited<ReturnType<typeof listToChange>>['people'][number];
