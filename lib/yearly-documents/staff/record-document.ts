import { z } from 'zod';
import { findProvider } from '@/db/queries/providers';
import { insertYearlyDocument } from '@/db/queries/yearly-documents';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import { isDay } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { optionalParagraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';
import { type DocumentKind, WAYS, type Way, whyNoSuchYear, whyNotReceivedOn } from '../rules';

const MAX_NOTE = 500;

export const recordDocumentSchema = z.object({
  receivedOn: z.string().refine(isDay, 'Enter the day on which it came.'),
  how: z.enum(Object.keys(WAYS) as Way[], 'Choose how it came.'),
  note: optionalParagraphsOfText({ label: 'The note', max: MAX_NOTE }),
});

type Input = z.output<typeof recordDocumentSchema> & { providerId: number; kind: DocumentKind; year: number };

/**
 * Records that the agency received a provider's yearly agreement or annual report (ARM 10.57.216). Reminders of it end.
 * @throws AppError `forbidden`, `not_found`, `invalid` for a day that cannot be, or `conflict` when it is recorded already
 */
export async function recordDocument(ctx: Context, input: Input): Promise<void> {
  const { providerId, kind, year, receivedOn, how, note } = input;
  await ctx.db.transaction(async (tx) => {
    authorize(ctx, 'yearly_document.record');
    if (!(await findProvider(tx, providerId))) throw providerNotFound();
    const today = ctx.clock.today();
    const why = whyNoSuchYear(kind, year, today) ?? whyNotReceivedOn(kind, year, { day: receivedOn, today });
    if (why) throw new AppError('invalid', why);
    const facts = { providerId, kind, year, receivedOn, how };
    const by = { recordedBy: ctx.actor.userId, recordedAt: ctx.clock.now() };
    const documentId = await insertYearlyDocument(tx, { ...facts, note, ...by });
    if (documentId === null) throw alreadyReceived();
    await record(tx, ctx, {
      action: 'yearly_document.recorded',
      subject: `provider:${providerId}`,
      details: { documentId, kind, year, receivedOn, how },
    });
  });
}

function alreadyReceived(): AppError {
  return new AppError('conflict', 'This is recorded as received already. Open the page again to see when it came.');
}
