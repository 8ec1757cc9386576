import { z } from 'zod';
import { findProvider } from '@/db/queries/providers';
import { withdrawYearlyDocument } from '@/db/queries/yearly-documents';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { reportingYear } from '@/lib/events/reporting-year';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { emailManagers } from '@/lib/platform/mail/email-managers';
import { linkAt } from '@/lib/platform/open-at';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { DOCUMENT_WORDS, type DocumentKind } from '../rules';

const MAX_REASON = 1000;

export const withdrawDocumentSchema = z.object({
  documentId: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'Open the page again, then take it back.')
    .transform(Number),
  reason: paragraphsOfText({ label: 'The reason', max: MAX_REASON }),
});

/**
 * Takes back that a document was received, because it was recorded by mistake or has to be signed again. The entry stays, with
 * the reason; the provider owes the document again. Its managers are notified of one that was signed in the product.
 * @throws AppError `forbidden`, or `conflict` when a colleague took it back in the meantime
 */
export async function withdrawDocument(
  ctx: Context,
  { providerId, documentId, reason }: z.output<typeof withdrawDocumentSchema> & { providerId: number },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    authorize(ctx, 'yearly_document.record');
    const change = { providerId, id: documentId, by: ctx.actor.userId, at: ctx.clock.now(), reason };
    const row = await withdrawYearlyDocument(tx, change);
    if (!row)
      throw new AppError('conflict', 'This was taken back already. Open the page again to see where it stands.');
    await record(tx, ctx, {
      action: 'yearly_document.withdrawn',
      subject: `provider:${providerId}`,
      details: { documentId, kind: row.kind, year: row.year, reason },
    });
    if (row.how !== 'signed') return;
    const provider = await findProvider(tx, providerId);
    await emailManagers(tx, ctx, providerId, emailAbout({ id: providerId, name: provider!.name }, row, reason));
  });
}

function emailAbout(
  provider: { id: number; name: string },
  row: { kind: DocumentKind; year: number; receivedOn: Day },
  reason: string,
) {
  const document = `${DOCUMENT_WORDS[row.kind].toLowerCase()} ${reportingYear(row.year).label}`;
  const path = row.kind === 'report' ? `/annual-report/${row.year}` : `/our-information/agreement/${row.year}`;
  return {
    kind: 'yearly_document.withdrawn',
    subject: `Sign again: ${document}`,
    paragraphs: [
      `The agency took back the ${document} of ${provider.name}, which was signed in PDUPS on ${formatDay(row.receivedOn)}.`,
      'The agency’s reason:',
      reason,
      'A manager of your organization signs it again.',
    ],
    link: { label: `Open the ${DOCUMENT_WORDS[row.kind].toLowerCase()}`, href: linkAt(provider.id, path) },
  };
}
