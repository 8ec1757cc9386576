'use server';

import { redirect } from 'next/navigation';
import { afterAgendaButton } from '@/lib/events/agenda-form';
import type { EventFormState } from '@/lib/events/event-decision';
import { parseEventId } from '@/lib/events/event-id';
import { formValues } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { correctEvent, correctEventSchema } from '@/lib/requests/correct-event';
import { requireContext } from '@/lib/users/context';

export async function correctEventAction(
  eventId: string,
  _before: EventFormState,
  form: FormData,
): Promise<EventFormState> {
  // An agenda button changes the form and saves nothing; it only gets here without JavaScript.
  const reshaped = afterAgendaButton(formValues(form));
  if (reshaped) return { values: reshaped, errors: [], answer: { kind: 'rows' } };
  return submitForm(form, correctEventSchema, async (input) => {
    const result = await correctEvent(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    if (result.kind !== 'edited') return result;
    redirect(`/admin/events/${eventId}?saved=corrected`);
  });
}
