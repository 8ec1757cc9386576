import type { Role } from '@/lib/access/actor';
import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { askForCancellation, cancellationForm, cancellationSchema } from '@/lib/requests/ask-for-cancellation';
import { askForCorrection, correctionForm, correctionSchema } from '@/lib/requests/ask-for-correction';
import { askForProviderData, providerDataForm, providerDataRequestSchema } from '@/lib/requests/ask-for-provider-data';
import { askForUser, userRequestSchema } from '@/lib/requests/ask-for-user';
import { forProviderOf } from './people';

/** Sends the correction form of an ended event with these changes, past the page that shows the differences. */
export async function askedCorrection(
  ctx: Context,
  eventId: number,
  changes: FormValues,
  reason = 'The title was misspelled.',
): Promise<number> {
  const found = await correctionForm(ctx, eventId);
  if (found.why !== null) throw new Error(found.why);
  const values = { ...found.form.values, reason, ...changes };
  const review = await askForCorrection(ctx, { ...correctionSchema.parse(values), eventId });
  if (review.kind !== 'review') throw new Error('the differences were not shown');
  const { reviewed } = review;
  const asked = await askForCorrection(ctx, { ...correctionSchema.parse({ ...values, reviewed }), eventId });
  if (asked.kind !== 'asked') throw new Error('it was not sent');
  return asked.requestId;
}

/** Sends the form that asks to cancel an event. */
export async function askedCancellation(
  ctx: Context,
  eventId: number,
  reason = 'Not enough people signed up.',
): Promise<number> {
  const found = await cancellationForm(ctx, eventId);
  if (found.why !== null) throw new Error(found.why);
  const { requestKey } = found;
  return askForCancellation(ctx, { ...cancellationSchema.parse({ reason, requestKey }), eventId });
}

/** Sends the form that asks for access for another person. */
export async function askedUser(
  ctx: Context,
  { name = 'Jane Roe', email, role = 'editor' }: { name?: string; email: string; role?: Role },
): Promise<number> {
  const form = { name, email, role, reason: 'She helps us.', requestKey: crypto.randomUUID() };
  return askForUser(ctx, userRequestSchema.parse({ ...form, forProvider: String(forProviderOf(ctx)) }));
}

/** Sends the form that asks for other information about the provider, past the page that shows the differences. */
export async function askedProviderData(ctx: Context, changes: FormValues, reason = 'We moved.'): Promise<number> {
  const form = await providerDataForm(ctx);
  if (form.undecided !== null) throw new Error(form.why);
  const values = { ...form.values, reason, ...changes };
  const send = (more: FormValues) => askForProviderData(ctx, providerDataRequestSchema.parse({ ...values, ...more }));
  const review = await send({});
  if (review.kind !== 'review') throw new Error('the differences were not shown');
  const asked = await send({ reviewed: review.reviewed });
  if (asked.kind !== 'asked') throw new Error('it was not sent');
  return asked.requestId;
}
