'use server';

import { redirect } from 'next/navigation';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { askForCancellation, cancellationSchema } from '@/lib/requests/ask-for-cancellation';
import { requireContext } from '@/lib/users/context';

export async function askForCancellationAction(
  eventId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, cancellationSchema, async (input) => {
    const requestId = await askForCancellation(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    redirect(`/requests/${requestId}?saved=sent`);
  });
}
