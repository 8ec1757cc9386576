import { z } from 'zod';
import type { Queryable } from '@/db/client';
import { findYearlyDocument, insertYearlyDocument } from '@/db/queries/yearly-documents';
import { authorize } from '@/lib/access/authorize';
import { forProvider, placeOfForm } from '@/lib/access/for-provider';
import { getPlace } from '@/lib/access/place';
import { record } from '@/lib/audit/record';
import { AppError } from '@/lib/platform/errors';
import type { Context } from '@/lib/platform/visit';
import { settingNow } from '@/lib/settings/read-setting';
import { type DocumentStatus, withoutNote, type YearsVisit, yearsOf } from './list-years';
import { noSuchDocument } from './rules';

export const signAgreementSchema = z.object({
  /** The agreement as the page showed it. */
  statement: z.string().max(10_000),
  agreed: z.literal('yes', 'Check the box to agree.'),
  forProvider,
});

/** The agreement of a provider for a reporting year, and its words as they are now. */
export type OwnAgreement = DocumentStatus & { statement: string; providerId: number; providerName: string };

/**
 * Returns the agreement of the actor's provider for a reporting year, to sign or as it was signed. For managers.
 * @throws AppError `forbidden`, or `not_found` when the provider does not owe one for this year
 */
export async function getOwnAgreement(ctx: Context, year: number): Promise<OwnAgreement> {
  authorize(ctx, 'yearly_document.sign');
  const { providerId, providerName } = getPlace(ctx.actor);
  const { agreement: statement } = await settingNow(ctx, 'yearly');
  return { ...withoutNote(await ownAgreement(ctx, providerId, year)), statement, providerId, providerName };
}

async function ownAgreement(visit: YearsVisit, providerId: number, year: number): Promise<DocumentStatus> {
  const found = (await yearsOf(visit, providerId)).years.find((each) => each.year === year)?.agreement;
  if (!found || (!found.received && found.dueOn === null)) throw noSuchDocument();
  return found;
}

/** Returns whether the actor signed these words before: the form was sent again, and there is nothing left to do. */
async function isSignedByActor(
  tx: Queryable,
  { actor }: Context,
  { statement, ...own }: { providerId: number; kind: 'agreement'; year: number; statement: string },
): Promise<boolean> {
  const found = await findYearlyDocument(tx, own);
  return found?.how === 'signed' && found.recordedBy === actor.userId && found.statement === statement;
}

/**
 * Signs the yearly agreement for the actor's provider, once: who, when, and the words as they were. Reminders of it end.
 * @throws AppError `forbidden`, `not_found` when the provider does not owe one for this year, or `conflict` when its
 * words changed in the meantime, the agency has it already, or the actor works for another provider now
 */
export async function signAgreement(
  ctx: Context,
  { year, statement, forProvider }: z.output<typeof signAgreementSchema> & { year: number },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    authorize(ctx, 'yearly_document.sign');
    const { providerId } = placeOfForm(ctx.actor, forProvider);
    await ownAgreement({ db: tx, clock: ctx.clock }, providerId, year);
    const own = { providerId, kind: 'agreement' as const, year, statement };
    if (await isSignedByActor(tx, ctx, own)) return;
    const { agreement } = await settingNow(ctx, 'yearly', tx);
    if (agreement !== statement) {
      throw new AppError('conflict', 'The words of the agreement changed. Open the page again and read them.');
    }
    const documentId = await insertYearlyDocument(tx, {
      ...own,
      receivedOn: ctx.clock.today(),
      how: 'signed',
      recordedBy: ctx.actor.userId,
      recordedAt: ctx.clock.now(),
    });
    if (documentId === null) {
      if (await isSignedByActor(tx, ctx, own)) return;
      throw new AppError('conflict', 'The agency has this agreement already. Open the page again to see when it came.');
    }
    await record(tx, ctx, {
      action: 'yearly_document.signed',
      subject: `provider:${providerId}`,
      details: { documentId, kind: 'agreement', year },
    });
  });
}
