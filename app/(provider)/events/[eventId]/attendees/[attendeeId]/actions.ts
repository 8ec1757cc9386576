'use server';

import { redirect } from 'next/navigation';
import {
  addVisit,
  parseFactId,
  visitSchema,
  withdrawAttendanceFact,
  withdrawFactSchema,
} from '@/lib/attendees/attendance/correct-attendance';
import { parseAttendeeId } from '@/lib/attendees/attendee-id';
import { editAttendeeSchema } from '@/lib/attendees/attendee-input';
import { type AttendeeConflict, editAttendee } from '@/lib/attendees/edit-attendee';
import { removeAttendee, removeAttendeeSchema } from '@/lib/attendees/remove-attendee';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

type State = FormState<AttendeeConflict>;

const idsOf = (eventId: string, attendeeId: string) => ({
  eventId: parseEventId(eventId),
  attendeeId: parseAttendeeId(attendeeId),
});

export async function editAttendeeAction(
  eventId: string,
  attendeeId: string,
  _before: State,
  form: FormData,
): Promise<State> {
  return submitForm(form, editAttendeeSchema, async (input) => {
    const conflict = await editAttendee(await requireContext(), { ...input, ...idsOf(eventId, attendeeId) });
    if (conflict) return conflict;
    redirect(`/events/${eventId}/attendees?saved=edited`);
  });
}

export async function addVisitAction(
  eventId: string,
  attendeeId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, visitSchema, async (input) => {
    await addVisit(await requireContext(), { ...input, ...idsOf(eventId, attendeeId) });
    redirect(`/events/${eventId}/attendees/${attendeeId}`);
  });
}

export async function withdrawFactAction(
  eventId: string,
  attendeeId: string,
  factId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, withdrawFactSchema, async () => {
    await withdrawAttendanceFact(await requireContext(), {
      ...idsOf(eventId, attendeeId),
      factId: parseFactId(factId),
    });
    redirect(`/events/${eventId}/attendees/${attendeeId}`);
  });
}

export async function removeAttendeeAction(
  eventId: string,
  attendeeId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, removeAttendeeSchema, async () => {
    await removeAttendee(await requireContext(), idsOf(eventId, attendeeId));
    redirect(`/events/${eventId}/attendees?saved=removed`);
  });
}
