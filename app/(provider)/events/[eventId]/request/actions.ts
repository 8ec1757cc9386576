'use server';

import { redirect } from 'next/navigation';
import { afterAgendaButton } from '@/lib/events/agenda-form';
import type { EventFormState } from '@/lib/events/event-decision';
import { parseEventId } from '@/lib/events/event-id';
import { formValues } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { askForCorrection, correctionSchema } from '@/lib/requests/ask-for-correction';
import { requireContext } from '@/lib/users/context';

export async function askForCorrectionAction(
  eventId: string,
  _before: EventFormState,
  form: FormData,
): Promise<EventFormState> {
  // An agenda button changes the form and sends nothing; it only gets here without JavaScript.
  const reshaped = afterAgendaButton(formValues(form));
  if (reshaped) return { values: reshaped, errors: [], answer: { kind: 'rows' } };
  return submitForm(form, correctionSchema, async (input) => {
    const result = await askForCorrection(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    if (result.kind === 'review') return result;
    redirect(`/requests/${result.requestId}?saved=sent`);
  });
}
