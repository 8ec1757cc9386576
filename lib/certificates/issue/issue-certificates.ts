import type { Transaction } from '@/db/client';
import { listAttendeesForIssue, lockAttendees } from '@/db/queries/attendees';
import { authoriseEventChange } from '@/lib/events/policy';
import { AppError } from '@/lib/platform/errors';
import { type Context, scopeOf } from '@/lib/platform/visit';
import { prepareCertificates, type StoredCertificate, storeCertificates } from './prepare';
import { whyNoCertificate } from './rules';

export type IssueOutcome = {
  issued: StoredCertificate[];
  /** Who got none, with a sentence for the provider. */
  problems: { attendeeId: number; sentence: string }[];
};

/** A roster that keeps being edited while certificates are made is tried this often. */
const TRIES = 3;

/**
 * Issues a named certificate to each of these attendees of an event who completed it and has none (M13). Asked twice,
 * it issues once. Meant for some dozens at a time: a long run goes in portions.
 * @param along what else belongs into the transaction that issues; when it throws, nothing is issued
 * @throws AppError `not_found`, `forbidden`, `invalid` before the event, `unavailable`, or `conflict`
 */
export async function issueCertificates(
  ctx: Context,
  { eventId, attendeeIds }: { eventId: number; attendeeIds: readonly number[] },
  along?: (tx: Transaction, issued: StoredCertificate[]) => Promise<void>,
): Promise<IssueOutcome> {
  authoriseEventChange(ctx.actor);
  const scope = scopeOf(ctx.actor);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const found = await listAttendeesForIssue(ctx.db, eventId, attendeeIds, scope);
    const refused = found.map((attendee) => ({ attendeeId: attendee.id, sentence: whyNoCertificate(attendee) }));
    const problems = [
      ...refused.flatMap(({ attendeeId, sentence }) => (sentence ? [{ attendeeId, sentence }] : [])),
      ...attendeeIds
        .filter((id) => !found.some((attendee) => attendee.id === id))
        .map((attendeeId) => ({ attendeeId, sentence: 'Is not on the roster any more.' })),
    ];
    const due = found.filter((attendee) => whyNoCertificate(attendee) === null);
    const prepared = await prepareCertificates(ctx, { eventId, scope }, due);
    if (due.length === 0) return { issued: [], problems };
    const issued = await ctx.db.transaction(async (tx) => {
      const now = await lockAttendees(
        tx,
        due.map(({ id }) => id),
      );
      const same = due.every(({ id, version }) =>
        now.some((row) => row.id === id && row.version === version && whyNoCertificate(row) === null),
      );
      if (!same) return null;
      const stored = await storeCertificates(
        tx,
        ctx,
        prepared,
        due.map(({ id }) => id),
        { origin: 'issued' },
      );
      if (stored) await along?.(tx, stored);
      return stored;
    });
    if (issued) return { issued, problems };
  }
  throw new AppError('conflict', 'The event or its roster is being edited right now. Wait a moment, then try again.');
}
