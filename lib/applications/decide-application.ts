import { z } from 'zod';
import { insertApplicationStep, updateApplication } from '@/db/queries/applications';
import { authorize } from '@/lib/access/authorize';
import { record } from '@/lib/audit/record';
import type { FormValues } from '@/lib/platform/forms/form-values';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { addProviderForm, type NewProvider, orNameTaken, writeProvider } from '@/lib/providers/staff/add-provider';
import type { KnownPerson } from '@/lib/requests/kind';
import { inWords, listKnown } from '@/lib/requests/known-people';
import { MAX_WORDS } from '@/lib/requests/limits';
import { proposeUsername } from '@/lib/users/propose-username';
import { getApplication, lockUndecided } from './application';
import { GROUNDS, type Ground, whyDecided } from './rules';

export const declineSchema = z.object({
  ground: z.enum(Object.keys(GROUNDS) as Ground[], 'Choose a reason.'),
  sentence: paragraphsOfText({ label: 'The sentence', max: MAX_WORDS }),
});

/**
 * Declines an application with a reason from the list and a sentence. PDUPS does not write to the applicant.
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it is decided
 */
export async function declineApplication(
  ctx: Context,
  { applicationId, ground, sentence }: z.output<typeof declineSchema> & { applicationId: number },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await lockUndecided(tx, ctx, applicationId);
    const [by, at] = [ctx.actor.userId, ctx.clock.now()];
    await updateApplication(tx, applicationId, { status: 'declined', waitingSince: null, decidedAt: at });
    await insertApplicationStep(tx, { applicationId, kind: 'declined', by, at, ground, text: sentence });
    await record(tx, ctx, {
      action: 'application.declined',
      subject: `application:${applicationId}`,
      details: { ground },
    });
  });
}

/**
 * Returns the form that adds the provider, filled with what the application says, and who already has a sign-in with the
 * email address of its first manager (null: the form names none); or why the application can't be approved anymore.
 * @throws AppError `not_found` or `forbidden`
 */
export async function approveApplicationForm(
  ctx: Context,
  applicationId: number,
): Promise<{ organization: string; why: string | null; values: FormValues; known: KnownPerson[] | null }> {
  authorize(ctx, 'application.decide');
  const { application } = await getApplication(ctx, applicationId);
  const { organization, kind, contactName, contactEmail } = application;
  const values = {
    ...addProviderForm(ctx),
    kind,
    name: organization,
    primaryName: contactName,
    primaryEmail: contactEmail,
  };
  const why = whyDecided(application);
  // Providers of a single event have no sign-in.
  if (kind === 'single_event') return { organization, why, values, known: null };
  const known = await listKnown(ctx.db, { email: contactEmail });
  const managerUsername = known[0]?.username ?? (await proposeUsername(ctx.db, contactName));
  const manager = { managerName: contactName, managerEmail: contactEmail, managerUsername };
  return { organization, why, values: { ...values, ...manager }, known: inWords(known) };
}

/**
 * Approves an application: adds the provider, with a sign-in for its first manager when one is named, and links the
 * application to it. Either both happen or neither.
 * @returns the provider's number
 * @throws AppError `not_found`, `forbidden`, or `conflict` when it is decided, another provider has the name, or the
 * username is taken
 */
export async function approveApplication(
  ctx: Context,
  { applicationId, ...provider }: NewProvider & { applicationId: number },
): Promise<number> {
  return orNameTaken(() =>
    ctx.db.transaction(async (tx) => {
      await lockUndecided(tx, ctx, applicationId);
      const providerId = await writeProvider(tx, ctx, provider);
      const [by, at] = [ctx.actor.userId, ctx.clock.now()];
      await updateApplication(tx, applicationId, { status: 'approved', waitingSince: null, decidedAt: at, providerId });
      await insertApplicationStep(tx, { applicationId, kind: 'approved', by, at });
      await record(tx, ctx, {
        action: 'application.approved',
        subject: `application:${applicationId}`,
        details: { newProviderId: providerId },
      });
      return providerId;
    }),
  );
}
