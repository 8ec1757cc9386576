import type { FormValues } from '@/lib/platform/forms/form-values';
import type { Context } from '@/lib/platform/visit';
import { askForCancellation, cancellationForm, cancellationSchema } from '@/lib/requests/ask-for-cancellation';
import { askForCorrection, correctionForm, correctionSchema } from '@/lib/requests/ask-for-correction';

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
