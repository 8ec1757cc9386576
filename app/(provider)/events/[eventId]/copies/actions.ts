'use server';

import { redirect } from 'next/navigation';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { addCopies } from '@/lib/series/add-copies';
import { addCopiesSchema } from '@/lib/series/series-input';
import { requireContext } from '@/lib/users/context';

export async function addCopiesAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, addCopiesSchema, async (input) => {
    const numbers = await addCopies(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    redirect(`/events/${eventId}/copies/added?events=${numbers.join('-')}`);
  });
}
