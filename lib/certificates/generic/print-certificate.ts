import { createHash } from 'node:crypto';
import type { Transaction } from '@/db/client';
import { findCertificateVersion, findPrintState, insertCertificate } from '@/db/queries/certificates';
import { authorize } from '@/lib/access/authorize';
import { scopeOf } from '@/lib/access/scope';
import { record } from '@/lib/audit/record';
import { eventNotFound } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { StaleError } from '@/lib/platform/errors';
import { renderPdf, requesterOf } from '@/lib/platform/pdf/renderer';
import { sharedInProcess } from '@/lib/platform/shared';
import type { Context } from '@/lib/platform/visit';
import { certificateHtml } from '@/lib/printing/certificate-html';
import { type SharedFacts, TEMPLATE_VERSION } from '@/lib/printing/facts';
import { sharedFactsNow } from '@/lib/printing/facts-of-event';
import { signDigitally } from '@/lib/printing/signature/sign-digitally';
import { signatureArtOf } from '@/lib/printing/signature/signature-art';
import { prepareAndStore } from '../issue/prepare-and-store';
import { storedBytes } from './stored-bytes';

export type PrintedCertificate = { facts: SharedFacts; bytes: Buffer };

/**
 * Prints to PDF (manual, "Issuing Certificates"; M11). The first print freezes facts, bytes and hash. Printing the
 * unchanged event again returns the same bytes without a browser. After an edit (M18), or once the template says or
 * shows anything else, the next version is made.
 * @throws AppError `not_found`; `invalid` for a canceled event; `forbidden` for a new version while the provider is
 * suspended, withdrawn or closed; `too_many` or `unavailable` when too many certificates are being printed at once
 */
export async function printCertificate(ctx: Context, eventId: number): Promise<PrintedCertificate> {
  return prepareAndStore(ctx, async () => {
    const state = await findPrintState(ctx.db, eventId, scopeOf(ctx.actor), ctx.clock.today());
    if (!state) throw eventNotFound();
    refuseCanceled(state.event);
    const { latest } = state;
    const facts = sharedFactsNow(state);
    if (latest?.version === facts.version) return { outcome: { facts, bytes: await storedBytes(ctx.db, latest.id) } };
    authorize(ctx, 'certificate.print');
    const bytes = await renderOnce(ctx, facts);
    return {
      eventId,
      attendees: [],
      shared: facts,
      givesOut: true,
      store: async (tx) => {
        await storeVersion(tx, ctx, { facts, bytes });
        return { facts, bytes };
      },
    };
  });
}

async function storeVersion(tx: Transaction, ctx: Context, { facts, bytes }: PrintedCertificate): Promise<void> {
  const { eventNumber: eventId, version } = facts;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const isFirst = await insertCertificate(tx, {
    eventId,
    version,
    facts,
    templateVersion: TEMPLATE_VERSION,
    bytes,
    sha256,
    createdBy: ctx.actor.userId,
    createdAt: ctx.clock.now(),
  });
  // Another print of the same version was faster, and its bytes are the ones that everybody gets.
  if (!isFirst) throw new StaleError();
  await record(tx, ctx, {
    action: 'certificate.generated',
    subject: `event:${eventId}`,
    details: { version, sha256 },
  });
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

const underWay = sharedInProcess('printsUnderWay', () => new Map<string, Promise<Buffer>>());

/**
 * Shares one rendering among a person's simultaneous requests for the same version, but not with other people, whose
 * turns in the queue are their own.
 */
function renderOnce(ctx: Context, facts: SharedFacts): Promise<Buffer> {
  const key = `${requesterOf(ctx)} ${JSON.stringify(facts)}`;
  const running = underWay.get(key);
  if (running) return running;
  const started = render(ctx, facts).finally(() => underWay.delete(key));
  underWay.set(key, started);
  return started;
}

async function render(ctx: Context, facts: SharedFacts): Promise<Buffer> {
  const html = await certificateHtml(facts, await signatureArtOf(ctx.db, facts));
  return signDigitally(ctx, facts, await renderPdf(html, { visit: ctx, kind: 'certificate' }));
}
