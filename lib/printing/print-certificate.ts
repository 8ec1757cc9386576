import { createHash } from 'node:crypto';
import { findCertificateVersion, findPrintState, insertCertificate } from '@/db/queries/certificates';
import { lockEvent } from '@/db/queries/events';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { AppError } from '@/lib/platform/errors';
import { requesterOf } from '@/lib/platform/pdf/print-queue';
import { renderPdf } from '@/lib/platform/pdf/renderer';
import { sharedInProcess } from '@/lib/platform/shared';
import type { Context } from '@/lib/platform/visit';
import { settingNow } from '@/lib/settings/read-setting';

import { certificateHtml } from './certificate-html';
import { factsHash, type SharedFacts, TEMPLATE_VERSION } from './facts';
import { sharedFactsNow } from './facts-of-event';
import { signDigitally } from './signature/sign-digitally';
import { signatureArtOf } from './signature/signature-art';
import { storedBytes } from './stored-bytes';

export type PrintedCertificate = { facts: SharedFacts; bytes: Buffer };

/** How many times to try when the event keeps being edited while it is printed. */
const TRIES = 3;

/**
 * Prints to PDF (manual, "Issuing Certificates"; M11). The first print freezes facts, bytes and hash. Printing the
 * unchanged event again returns the same bytes without a browser. After an edit (M18), or once the template says or
 * shows anything else, the next version is made.
 * @throws AppError `not_found`; `invalid` for a canceled event; `too_many` or `unavailable` when too many certificates are being printed at once
 */
export async function printCertificate(ctx: Context, eventId: number): Promise<PrintedCertificate> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const state = await findPrintState(ctx.db, eventId, scopeOf(ctx.actor));
    if (!state) throw eventNotFound();
    refuseCanceled(state.event);
    const { latest } = state;
    const facts = sharedFactsNow(state, await settingNow(ctx, 'statements'));
    if (latest?.version === facts.version) return { facts, bytes: await storedBytes(ctx.db, latest.id) };
    const printed = await freezeOnce(ctx, facts);
    if (printed) return printed;
  }
  throw new AppError('conflict', 'This event is being edited right now. Wait a moment, then print it again.');
}

/** Returns a version that was printed earlier, unchanged (M18). */
export async function openCertificateVersion(
  ctx: Context,
  eventId: number,
  version: number,
): Promise<PrintedCertificate> {
  const row = await findCertificateVersion(ctx.db, eventId, version, scopeOf(ctx.actor));
  if (!row) throw eventNotFound();
  return { facts: row.facts as SharedFacts, bytes: await storedBytes(ctx.db, row.id) };
}

const underWay = sharedInProcess('printsUnderWay', () => new Map<string, Promise<PrintedCertificate | null>>());

/**
 * Shares one rendering among a person's simultaneous requests for the same version, but not with other people, whose
 * turns in the queue are their own.
 */
function freezeOnce(ctx: Context, facts: SharedFacts): Promise<PrintedCertificate | null> {
  const key = `${requesterOf(ctx)} ${JSON.stringify(facts)}`;
  const running = underWay.get(key);
  if (running) return running;
  const started = freeze(ctx, facts).finally(() => underWay.delete(key));
  underWay.set(key, started);
  return started;
}

/** Renders and stores one version; null when the event or its versions changed in the meantime. */
async function freeze(ctx: Context, facts: SharedFacts): Promise<PrintedCertificate | null> {
  const html = await certificateHtml(facts, await signatureArtOf(ctx.db, facts));
  const printed = await renderPdf(html, { visit: ctx, kind: 'certificate' });
  const bytes = await signDigitally(ctx, facts, printed);
  const { eventNumber: eventId, version } = facts;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const stored = await ctx.db.transaction(async (tx) => {
    // The lock keeps out edits and other prints while the rendered facts are compared with the current ones.
    await lockEvent(tx, eventId, 'every-provider');
    const state = await findPrintState(tx, eventId, 'every-provider');
    if (
      !state ||
      state.event.canceledAt ||
      state.latest?.version === version ||
      factsHash(sharedFactsNow(state, await settingNow(ctx, 'statements', tx))) !== factsHash(facts)
    )
      return false;
    await insertCertificate(tx, {
      eventId,
      version,
      facts,
      templateVersion: TEMPLATE_VERSION,
      bytes,
      sha256,
      createdBy: ctx.actor.userId,
      createdAt: ctx.clock.now(),
    });
    await record(tx, ctx, {
      action: 'certificate.generated',
      subject: `event:${eventId}`,
      details: { version, sha256 },
    });
    return true;
  });
  return stored ? { facts, bytes } : null;
}
