'use server';

import { redirect } from 'next/navigation';
import { addEvent } from '@/lib/events/add-event';
import { afterAgendaButton } from '@/lib/events/agenda-form';
import type { EventFormState } from '@/lib/events/event-decision';
import { addEventSchema } from '@/lib/events/event-input';
import { formValues, textOf } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function addEventAction(_before: EventFormState, form: FormData): Promise<EventFormState> {
  // An agenda button changes the form and saves nothing; it only gets here without JavaScript.
  const reshaped = afterAgendaButton(formValues(form));
  if (reshaped) return { values: reshaped, errors: [], answer: { kind: 'rows' } };
  return submitForm(form, addEventSchema, async (input) => {
    const result = await addEvent(await requireContext(), input);
    if (result.kind !== 'added') return result;
    redirect(`/events/${result.eventId}?saved=added${copiedFrom(form)}`);
  });
}

/** Says which event was copied, so that the draft of the copy is not offered any more. */
function copiedFrom(form: FormData): string {
  const from = textOf(formValues(form), 'from');
  return /^[1-9]\d{0,14}$/.test(from) ? `&from=${from}` : '';
}
