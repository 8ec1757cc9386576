import type { Transaction } from '@/db/client';
import { listAttendeesForIssue } from '@/db/queries/attendees';
import { listCurrentForMailing } from '@/db/queries/certificate-list';
import type { Job, Person } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { StaleError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import { draftCertificates, printDrafts } from '../issue/make-certificates';
import { prepareAndStore } from '../issue/prepare-and-store';
import type { StoredCertificate } from '../issue/store-certificates';
import { whyNotOnSheet } from '../issue/why-not-on-sheet';
import { saysTheSame } from './same-facts';
import { supersede } from './supersede';

export type ReissueOutcome = {
  reissued: StoredCertificate[];
  /** The people whose certificate already says what the roster and the event say. */
  unchanged: number[];
  /** The people who got no new certificate, with a sentence for the provider. */
  problems: { attendeeId: number; sentence: string }[];
};

const NO_CERTIFICATE = 'No longer has a certificate.';

/**
 * Makes the certificates of these attendees again, with what the roster, the event and its signature say now (M12,
 * M18); each old one is superseded. A certificate that would say the same doesn't change. Meant for a few dozen at a
 * time; a long run works in batches.
 * @param along runs in the transaction that reissues; when it throws, nothing is reissued
 * @throws AppError `not_found`, `forbidden`, `unavailable`, or `conflict`
 */
export async function reissueCertificates(
  ctx: Context<Person | Job<Person>>,
  { eventId, attendeeIds, reason }: { eventId: number; attendeeIds: readonly number[]; reason: string },
  along?: (tx: Transaction, reissued: StoredCertificate[]) => Promise<void>,
): Promise<ReissueOutcome> {
  authorize(ctx, 'certificate.correct');
  const scope = scopeOf(ctx.actor);
  return prepareAndStore(ctx, async () => {
    const found = await listAttendeesForIssue(ctx.db, eventId, attendeeIds, scope);
    const current = await listCurrentForMailing(
      ctx.db,
      eventId,
      found.map(({ id }) => id),
    );
    const problems = attendeeIds.flatMap((attendeeId) => {
      const person = found.find(({ id }) => id === attendeeId);
      const sentence = person?.currentCertificateId ? whyNotOnSheet(person) : NO_CERTIFICATE;
      return sentence ? [{ attendeeId, sentence }] : [];
    });
    const due = found.filter(({ id }) => !problems.some(({ attendeeId }) => attendeeId === id));
    const { shared, drafts } = await draftCertificates(ctx, { eventId, scope }, due);
    const changed = due.flatMap((attendee, index) => {
      const draft = drafts[index]!;
      const old = current.find(({ certificateId }) => certificateId === attendee.currentCertificateId);
      // The certificate was replaced between the two reads.
      if (!old) throw new StaleError();
      return saysTheSame(old.facts as NamedFacts, draft) ? [] : [{ attendee, old, draft }];
    });
    const unchanged = due.filter((each) => !changed.some(({ attendee }) => attendee === each)).map(({ id }) => id);
    if (changed.length === 0) return { outcome: { reissued: [], unchanged, problems } };
    const made = await printDrafts(ctx, { shared, drafts: changed.map(({ draft }) => draft) });
    return {
      eventId,
      attendees: changed.map(({ attendee }) => attendee),
      shared,
      store: async (tx) => {
        const old = changed.map((each) => each.old);
        const reissued = await supersede(tx, ctx, old, made, { reason });
        await along?.(tx, reissued);
        return { reissued, unchanged, problems };
      },
    };
  });
}
