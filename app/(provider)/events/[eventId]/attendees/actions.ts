'use server';

import { redirect } from 'next/navigation';
import { markAttendees, markSchema } from '@/lib/attendees/mark-attendees';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function markAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, markSchema, async (input) => {
    const { marked, kept } = await markAttendees(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    redirect(`/events/${eventId}/attendees?saved=marked&n=${marked}&kept=${kept}`);
  });
}
