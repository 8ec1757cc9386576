import type { Transaction } from '@/db/client';
import { listAttendeesForIssue, lockAttendees } from '@/db/queries/attendees';
import type { Job, Person } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { AppError } from '@/lib/platform/errors';
import { whyNotPrintable } from '@/lib/platform/printable';
import { tidyLine } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { prepareCertificates, type StoredCertificate, storeCertificates } from './prepare';
import { whyNoCertificate } from './rules';

export type IssueOutcome = {
  issued: StoredCertificate[];
  /** The people who got no certificate, with a sentence for the provider. */
  problems: { attendeeId: number; sentence: string }[];
};

/** How many times to try when the roster keeps being edited while certificates are made. */
const TRIES = 3;

/**
 * Issues a named certificate to each of these attendees who completed the event and has none (M13). Asking twice
 * issues once. Meant for a few dozen at a time; a long run works in batches.
 * @param along runs in the transaction that issues; when it throws, nothing is issued
 * @throws AppError `not_found`, `forbidden`, `invalid` before the event, `unavailable`, or `conflict`
 */
export async function issueCertificates(
  ctx: Context<Person | Job<Person>>,
  { eventId, attendeeIds }: { eventId: number; attendeeIds: readonly number[] },
  along?: (tx: Transaction, issued: StoredCertificate[]) => Promise<void>,
): Promise<IssueOutcome> {
  authorize(ctx, 'certificate.issue');
  const scope = scopeOf(ctx.actor);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const found = await listAttendeesForIssue(ctx.db, eventId, attendeeIds, scope);
    const refused = found.map((attendee) => ({ attendeeId: attendee.id, sentence: whyNot(attendee) }));
    const problems = [
      ...refused.flatMap(({ attendeeId, sentence }) => (sentence ? [{ attendeeId, sentence }] : [])),
      ...attendeeIds
        .filter((id) => !found.some((attendee) => attendee.id === id))
        .map((attendeeId) => ({ attendeeId, sentence: 'No longer on the roster.' })),
    ];
    const due = found.filter(({ id }) => !problems.some(({ attendeeId }) => attendeeId === id));
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

type Attendee = Parameters<typeof whyNoCertificate>[0] & { name: string; school: string };

/** Returns why this attendee gets none. Older names can have characters that were later found to be unprintable. */
function whyNot(attendee: Attendee): string | null {
  return (
    whyNoCertificate(attendee) ?? whyNotPrintable(tidyLine(attendee.name)) ?? whyNotPrintable(tidyLine(attendee.school))
  );
}
