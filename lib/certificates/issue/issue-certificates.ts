import type { Transaction } from '@/db/client';
import { listAttendeesForIssue } from '@/db/queries/attendees';
import type { Job, Person } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import type { Context } from '@/lib/platform/visit';
import { makeCertificates } from './make-certificates';
import { prepareAndStore } from './prepare-and-store';
import { whyNoCertificate } from './rules';
import { type StoredCertificate, storeCertificates } from './store-certificates';
import { whyNotOnSheet } from './why-not-on-sheet';

export type IssueOutcome = {
  issued: StoredCertificate[];
  /** The people who got no certificate, with a sentence for the provider. */
  problems: { attendeeId: number; sentence: string }[];
};

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
  return prepareAndStore(ctx, async () => {
    const found = await listAttendeesForIssue(ctx.db, eventId, attendeeIds, scope);
    const refused = found.map((attendee) => ({ attendeeId: attendee.id, sentence: whyNot(attendee) }));
    const problems = [
      ...refused.flatMap(({ attendeeId, sentence }) => (sentence ? [{ attendeeId, sentence }] : [])),
      ...attendeeIds
        .filter((id) => !found.some((attendee) => attendee.id === id))
        .map((attendeeId) => ({ attendeeId, sentence: 'No longer on the roster.' })),
    ];
    const due = found.filter(({ id }) => !problems.some(({ attendeeId }) => attendeeId === id));
    const made = await makeCertificates(ctx, { eventId, scope }, due);
    if (due.length === 0) return { outcome: { issued: [], problems } };
    return {
      eventId,
      attendees: due,
      shared: made.shared,
      givesOut: true,
      store: async (tx) => {
        const issued = await storeCertificates(tx, ctx, made, {
          attendeeIds: due.map(({ id }) => id),
          origin: 'issued',
        });
        await along?.(tx, issued);
        return { issued, problems };
      },
    };
  });
}

type Attendee = Parameters<typeof whyNoCertificate>[0] & Parameters<typeof whyNotOnSheet>[0];

/** Returns why this attendee gets none. */
function whyNot(attendee: Attendee): string | null {
  return whyNoCertificate(attendee) ?? whyNotOnSheet(attendee);
}
