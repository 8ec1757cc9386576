import type { Transaction } from '@/db/client';
import { listAttendeesForIssue, lockAttendees } from '@/db/queries/attendees';
import { insertCertificateEndings, listCurrentForMailing } from '@/db/queries/certificate-list';
import { type Job, type Person, userIdOf } from '@/lib/access/actor';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { AppError, StaleError } from '@/lib/platform/errors';
import { whyNotPrintable } from '@/lib/platform/printable';
import { tidyLine } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import type { NamedFacts } from '@/lib/printing/facts';
import { prepareCertificates, type StoredCertificate, storeCertificates } from '../issue/prepare';
import { saysTheSame } from './same-facts';

export type ReissueOutcome = {
  reissued: StoredCertificate[];
  /** The people whose certificate already says what the roster and the event say. */
  unchanged: number[];
  /** The people who got no new certificate, with a sentence for the provider. */
  problems: { attendeeId: number; sentence: string }[];
};

const NO_CERTIFICATE = 'No longer has a certificate.';

/** How many times to try when the roster keeps being edited while certificates are made. */
const TRIES = 3;

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
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const found = await listAttendeesForIssue(ctx.db, eventId, attendeeIds, scope);
    const current = await listCurrentForMailing(
      ctx.db,
      eventId,
      found.map(({ id }) => id),
    );
    const problems = attendeeIds.flatMap((attendeeId) => {
      const person = found.find(({ id }) => id === attendeeId);
      const sentence = person?.currentCertificateId
        ? (whyNotPrintable(tidyLine(person.name)) ?? whyNotPrintable(tidyLine(person.school)))
        : NO_CERTIFICATE;
      return sentence ? [{ attendeeId, sentence }] : [];
    });
    const due = found.filter(({ id }) => !problems.some(({ attendeeId }) => attendeeId === id));
    const prepared = await prepareCertificates(ctx, { eventId, scope }, due);
    const old = (attendeeId: number) => current.find((each) => each.attendeeId === attendeeId);
    const isChanged = ({ id }: { id: number }, index: number) => {
      const before = old(id);
      return !before || !saysTheSame(before.facts as NamedFacts, prepared.certificates[index]!.facts);
    };
    const changed = due.filter(isChanged);
    const unchanged = due.filter((each) => !changed.includes(each)).map(({ id }) => id);
    const made = {
      ...prepared,
      certificates: prepared.certificates.filter((_, index) => isChanged(due[index]!, index)),
    };
    if (changed.length === 0) return { reissued: [], unchanged, problems };
    const reissued = await unlessStale(ctx, async (tx) => {
      const ids = changed.map(({ id }) => id);
      const now = await lockAttendees(tx, ids);
      const same = changed.every(({ id, version, currentCertificateId }) =>
        now.some(
          (row) => row.id === id && row.version === version && row.currentCertificateId === currentCertificateId,
        ),
      );
      if (!same) throw new StaleError();
      const at = ctx.clock.now();
      // The endings come first, because an attendee has at most one certificate. A check at the end makes sure that the
      // successors exist.
      await insertCertificateEndings(
        tx,
        changed.map(({ currentCertificateId }, index) => ({
          certificateId: currentCertificateId!,
          kind: 'superseded' as const,
          reason,
          supersededBy: made.certificates[index]!.facts.serial,
          endedBy: userIdOf(ctx.actor),
          endedAt: at,
        })),
      );
      const stored = await storeCertificates(tx, ctx, made, ids, { origin: 'issued' });
      if (!stored) throw new StaleError();
      for (const { id } of changed) {
        const serials = { before: old(id)!.serial, after: stored.find(({ attendeeId }) => attendeeId === id)!.serial };
        await record(tx, ctx, {
          action: 'certificate.corrected',
          subject: `event:${eventId}`,
          details: { ...serials, reason },
        });
      }
      await along?.(tx, stored);
      return stored;
    });
    if (reissued) return { reissued, unchanged, problems };
  }
  throw new AppError('conflict', 'The event or its roster is being edited right now. Wait a moment, then try again.');
}

/** Returns null, with nothing changed, when the roster or the event was edited since the certificates were made. */
async function unlessStale<Outcome>(
  { db }: Pick<Context, 'db'>,
  work: (tx: Transaction) => Promise<Outcome>,
): Promise<Outcome | null> {
  try {
    return await db.transaction(work);
  } catch (error) {
    if (error instanceof StaleError) return null;
    throw error;
  }
}
