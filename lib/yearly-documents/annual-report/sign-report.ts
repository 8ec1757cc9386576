import { z } from 'zod';
import { findYearlyDocument, insertYearlyDocument } from '@/db/queries/yearly-documents';
import { authorize } from '@/lib/access/authorize';
import { forProvider, placeOfForm } from '@/lib/access/for-provider';
import { record } from '@/lib/audit/record';
import { reportingYear } from '@/lib/events/reporting-year';
import { AppError } from '@/lib/platform/errors';
import { optionalParagraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { settingNow } from '@/lib/settings/read-setting';
import { whyNotSignable } from '../rules';
import { askedYear } from './own-report';
import { agreementState, readFacts } from './read-facts';
import { factsText, missingFrom } from './report-facts';

export const MAX_WHY = 500;

export const signReportSchema = z
  .object({
    /** The statement as the page showed it. */
    statement: z.string().max(10_000),
    /** The numbers and contacts as the page showed them. */
    shown: z.string().max(10_000),
    /** Whether the page asked for a reason. */
    asksWhy: z.literal('yes').optional(),
    whyIncomplete: optionalParagraphsOfText({ label: 'The reason', max: MAX_WHY }).default(null),
    agreed: z.literal('yes').optional(),
    forProvider,
  })
  // Both in the order of the form.
  .superRefine(({ asksWhy, whyIncomplete, agreed }, ctx) => {
    const add = (name: string, message: string) => ctx.addIssue({ code: 'custom', path: [name], message });
    if (asksWhy === 'yes' && whyIncomplete === null) {
      add('whyIncomplete', 'Say in a sentence why something is missing, or add what is missing first.');
    }
    if (agreed !== 'yes') add('agreed', 'Check the box to sign.');
  });

/**
 * Signs the annual report of the actor's provider (ARM 10.57.216): what it says is kept as it is now, with who and when.
 * Reminders of it end. A report with something missing needs a reason. Sent twice, it is signed once.
 * @throws AppError `forbidden`, `not_found` when no report is asked for, `invalid` before the year has ended or without the
 * reason, or `conflict` when what the page showed has changed, the agency has the report already, or the actor works for another
 * provider now
 */
export async function signReport(
  ctx: Context,
  { year, statement, shown, whyIncomplete, forProvider }: z.output<typeof signReportSchema> & { year: number },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    authorize(ctx, 'yearly_document.sign');
    const { providerId } = placeOfForm(ctx.actor, forProvider);
    const today = ctx.clock.today();
    const { agreement } = await askedYear({ db: tx, clock: ctx.clock }, providerId, year);
    const why = whyNotSignable(reportingYear(year), today);
    if (why) throw new AppError('invalid', why);
    const facts = await readFacts(tx, { providerId, year, today, agreement: agreementState(agreement) });
    const { reportStatement } = await settingNow(ctx, 'yearly', tx);
    const own = { providerId, kind: 'report' as const, year };
    const before = await findYearlyDocument(tx, own);
    if (before?.how === 'signed' && before.recordedBy === ctx.actor.userId) return;
    if (before) throw alreadyReceived();
    if (reportStatement !== statement || factsText(facts) !== shown) {
      throw new AppError(
        'conflict',
        'The report changed since you opened this page. Open it again, check the summary, then sign.',
      );
    }
    const isIncomplete = missingFrom(facts).length > 0;
    if (isIncomplete && whyIncomplete === null) {
      throw new AppError('invalid', 'Something is missing. Add it, or say why it is missing, then sign.');
    }
    const documentId = await insertYearlyDocument(tx, {
      ...own,
      receivedOn: today,
      how: 'signed',
      statement,
      facts: { ...facts, whyIncomplete: isIncomplete ? whyIncomplete : null },
      recordedBy: ctx.actor.userId,
      recordedAt: ctx.clock.now(),
    });
    if (documentId === null) {
      const other = await findYearlyDocument(tx, own);
      if (other?.how === 'signed' && other.recordedBy === ctx.actor.userId) return;
      throw alreadyReceived();
    }
    await record(tx, ctx, {
      action: 'yearly_document.signed',
      subject: `provider:${providerId}`,
      details: { documentId, kind: 'report', year },
    });
  });
}

function alreadyReceived(): AppError {
  return new AppError('conflict', 'The agency has this report already. Open the page again to see when it came.');
}
