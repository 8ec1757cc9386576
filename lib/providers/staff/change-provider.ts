import { z } from 'zod';
import { lockProvider } from '@/db/queries/providers';
import { authorize } from '@/lib/access/authorize';
import { supportAddress } from '@/lib/platform/env';
import { AppError } from '@/lib/platform/errors';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { emailManagers } from '@/lib/platform/mail/email-managers';
import { linkAt } from '@/lib/platform/open-at';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { providerNotFound } from '@/lib/users/provider-id';
import { changedData, dataOf, staffChanges } from '../provider-data';
import { filledProviderForm, providerDataSchema } from '../provider-input';
import { writeProviderChange } from '../write-provider-change';
import { getProvider } from './get-provider';
import { staffDataShape } from './staff-data-shape';

const MAX_REASON = 500;

/** Includes the reason, which the provider reads. */
export const changeProviderSchema = z.intersection(
  providerDataSchema.transform((data) => ({ data })),
  z.object({
    ...staffDataShape,
    version: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'Open the page again, then save.')
      .transform(Number),
    reason: paragraphsOfText({ label: 'The reason', max: MAX_REASON }),
  }),
);

/**
 * Returns the form to change a provider's record.
 * @throws AppError `forbidden` or `not_found`
 */
export async function changeProviderForm(
  ctx: Context,
  providerId: number,
): Promise<{ name: string; values: FormValues }> {
  authorize(ctx, 'provider.change');
  const { provider } = await getProvider(ctx, providerId);
  const { name, kind, type, approvedOn, version } = provider;
  const values = {
    ...filledProviderForm(dataOf(provider)),
    kind,
    type,
    approvedOn: approvedOn ?? '',
    version: String(version),
  };
  return { name, values };
}

/**
 * Changes a provider's record for the agency, with a reason that the provider's managers get by email. Certificates that
 * were already given out keep what was printed on them (M18).
 * @throws AppError `forbidden`, `not_found`, `invalid` when nothing is different, or `conflict` when somebody changed the
 * record in the meantime, or another provider has the name
 */
export async function changeProvider(
  ctx: Context,
  { providerId, ...input }: z.output<typeof changeProviderSchema> & { providerId: number },
): Promise<void> {
  const { data, kind, type, approvedOn, version, reason } = input;
  await ctx.db.transaction(async (tx) => {
    authorize(ctx, 'provider.change');
    const provider = await lockProvider(tx, providerId);
    if (!provider) throw providerNotFound();
    const by = { kind, type, approvedOn };
    const isSame =
      changedData(dataOf(provider), data).length === 0 && Object.keys(staffChanges(provider, by)).length === 0;
    if (provider.version !== version) {
      // A form that was sent twice finds what it asked for.
      if (isSame) return;
      throw new AppError(
        'conflict',
        'Someone changed this record while you had the form open. Open it in another tab to see the current details, then enter your changes there.',
      );
    }
    if (isSame) {
      throw new AppError('invalid', 'Nothing is different from what is on record. Change what needs to be changed.');
    }
    await writeProviderChange(tx, ctx, { provider, data, by, because: { reason } });
    await emailManagers(tx, ctx, providerId, emailAbout({ providerId, provider: data.name, reason }));
  });
}

function emailAbout({ providerId, provider, reason }: { providerId: number; provider: string; reason: string }) {
  return {
    kind: 'provider.changed',
    subject: 'Agency staff changed your organization’s information in PDUPS',
    paragraphs: [
      `Agency staff changed what is on record about ${provider}. Their reason:`,
      reason,
      'New certificates are printed with the new information. Certificates that were already given out keep what was printed on them.',
      `Is something wrong? Ask for a change on the page below, or email ${supportAddress()}.`,
    ],
    link: { label: 'Open our information', href: linkAt(providerId, '/our-information') },
  };
}
