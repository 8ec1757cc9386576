'use server';

import { redirect } from 'next/navigation';
import { parseEventId } from '@/lib/events/event-id';
import { restoreEvent, restoreEventSchema } from '@/lib/events/restore-event';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function restoreEventAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, restoreEventSchema, async (input) => {
    await restoreEvent(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    redirect(`/admin/events/${eventId}?saved=restored`);
  });
}
