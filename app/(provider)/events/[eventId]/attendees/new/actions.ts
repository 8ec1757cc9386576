'use server';

import { redirect } from 'next/navigation';
import { addAttendee } from '@/lib/attendees/add-attendee';
import { attendeeSchema } from '@/lib/attendees/attendee-input';
import type { AttendeeConflict } from '@/lib/attendees/edit-attendee';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

type State = FormState<AttendeeConflict>;

export async function addAttendeeAction(eventId: string, _before: State, form: FormData): Promise<State> {
  return submitForm(form, attendeeSchema, async (input) => {
    await addAttendee(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    const another = form.get('next') === 'another';
    redirect(`/events/${eventId}/attendees${another ? '/new' : ''}?saved=added`);
  });
}
