import { createHash } from 'node:crypto';
import { z } from 'zod';
import { findProviderNamed, lockProvider } from '@/db/queries/providers';
import { findRequestByKey, findUndecidedOfProvider } from '@/db/queries/requests';
import { authorize } from '@/lib/access/authorize';
import { forProvider, placeOfForm } from '@/lib/access/for-provider';
import { getPlace } from '@/lib/access/place';
import { scopeOf } from '@/lib/access/scope';
import type { RequestReview } from '@/lib/events/event-decision';
import { AppError } from '@/lib/platform/errors';
import type { FormState, FormValues } from '@/lib/platform/forms/form-values';
import { paragraphsOfText } from '@/lib/platform/text';
import type { Context } from '@/lib/platform/visit';
import { getOwnProvider } from '@/lib/providers/find-own-provider';
import { changedData, DATA_LABELS, dataOf, describeData, type ProviderData } from '@/lib/providers/provider-data';
import { filledProviderForm, providerDataSchema } from '@/lib/providers/provider-input';
import { nameTaken } from '@/lib/providers/write-provider-change';
import { KIND_WORDS } from './kind-words';
import { MAX_WORDS } from './limits';
import { sendRequest } from './send-request';

/** `reviewed` contains the changes that the person saw and wants to send. */
export const providerDataRequestSchema = z.intersection(
  providerDataSchema.transform((data) => ({ data })),
  z.object({
    version: z
      .string()
      .regex(/^[1-9]\d{0,8}$/, 'Open the page again, then send the request.')
      .transform(Number),
    reason: paragraphsOfText({ label: 'The reason', max: MAX_WORDS }),
    requestKey: z.guid('Open the page again, then send the request.'),
    reviewed: z.string().optional(),
    forProvider,
  }),
);

type Input = z.output<typeof providerDataRequestSchema>;

export type AskForDataResult = { kind: 'asked'; requestId: number } | RequestReview;

export type ProviderDataFormState = FormState<RequestReview>;

/**
 * Returns the form to ask for a change of the provider's data, or the request that already asks for one.
 * @throws AppError `forbidden` for people who are not managers
 */
export async function providerDataForm(
  ctx: Context,
): Promise<{ undecided: number; why: string } | { undecided: null; values: FormValues }> {
  authorize(ctx, 'request.make_for_provider');
  const undecided = await findUndecidedOfProvider(ctx.db, getPlace(ctx.actor).providerId, 'provider_data');
  if (undecided) return { undecided, why: KIND_WORDS.provider_data.already };
  const provider = await getOwnProvider(ctx);
  const values = {
    ...filledProviderForm(dataOf(provider)),
    version: String(provider.version),
    forProvider: String(provider.id),
    requestKey: crypto.randomUUID(),
  };
  return { undecided: null, values };
}

/**
 * Asks the agency to change what is on record about the manager's provider (M22), after the person saw what would change.
 * A form sent twice makes one request.
 * @throws AppError `forbidden`, `invalid` when nothing is different, or `conflict` when another provider has the name, an undecided request already asks for a change,
 * or the actor works for another provider now
 */
export async function askForProviderData(ctx: Context, input: Input): Promise<AskForDataResult> {
  const { data, version, reason, requestKey, reviewed, forProvider } = input;
  authorize(ctx, 'request.make_for_provider');
  const { providerId } = placeOfForm(ctx.actor, forProvider);
  return ctx.db.transaction(async (tx) => {
    const provider = await lockProvider(tx, providerId);
    if (!provider) throw new Error(`provider ${providerId} has no row`);
    const done = await findRequestByKey(tx, requestKey, scopeOf(ctx.actor));
    if (done) return { kind: 'asked', requestId: done };
    const saved = dataOf(provider);
    const review = reviewOf(saved, data);
    if (review.differences.length === 0) {
      throw new AppError('invalid', 'Nothing is different from what is on record. Change what needs to be changed.');
    }
    const named = await findProviderNamed(tx, data.name);
    if (named !== null && named !== providerId) throw nameTaken();
    if (reviewed !== review.reviewed) {
      return provider.version === version
        ? review
        : { ...review, changedMeanwhile: 'The agency’s record of your provider was changed.' };
    }
    const requestId = await sendRequest(tx, ctx, {
      providerId,
      kind: 'provider_data',
      eventId: null,
      reason,
      asked: data,
      basis: saved,
      basisVersion: provider.version,
      requestKey,
    });
    return { kind: 'asked', requestId };
  });
}

function reviewOf(saved: ProviderData, data: ProviderData): RequestReview {
  const differences = changedData(saved, data).map((field) => ({
    field: DATA_LABELS[field],
    before: describeData(saved, field),
    after: describeData(data, field),
  }));
  const reviewed = createHash('sha256').update(JSON.stringify(differences)).digest('base64url');
  return { kind: 'review', differences, reviewed };
}
