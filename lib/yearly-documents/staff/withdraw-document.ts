import { z } from 'zod';
import { withdrawYearlyDocument } from '@/db/queries/yearly-documents';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';

const MAX_REASON = 1000;

export const withdrawDocumentSchema = z.object({
  documentId: z
    .string()
    .regex(/^[1-9]\d{0,14}$/, 'Open the page again, then take it back.')
    .transform(Number),
  reason: paragraphsOfText({ label: 'The reason', max: MAX_REASON }),
});

/**
 * Takes back that a document was received, because it was recorded by mistake. The entry stays, with the reason; the provider
 * owes the document again.
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
  });
}
