'use server';

import { redirect } from 'next/navigation';
import { closeCheckInCode, codeSchema, openCheckInCode } from '@/lib/attendees/check-in/manage-code';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function openCodeAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, codeSchema, async () => {
    await openCheckInCode(await requireContext(), parseEventId(eventId));
    redirect(`/events/${eventId}/attendees/check-in`);
  });
}

export async function closeCodeAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, codeSchema, async () => {
    await closeCheckInCode(await requireContext(), parseEventId(eventId));
    redirect(`/events/${eventId}/attendees/check-in`);
  });
}
