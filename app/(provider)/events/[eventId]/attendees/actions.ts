'use server';

import { redirect } from 'next/navigation';
import { markAttendees, markSchema } from '@/lib/attendees/mark-attendees';
import { markEveryone, markEveryoneSchema, undoMarking, undoMarkingSchema } from '@/lib/attendees/mark-everyone';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function markAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, markSchema, async (input) => {
    const ctx = await requireContext();
    const { marked, kept, withoutUnits } = await markAttendees(ctx, { ...input, eventId: parseEventId(eventId) });
    redirect(`/events/${eventId}/attendees?saved=marked&n=${marked}&kept=${kept}&none=${withoutUnits}`);
  });
}

export async function markEveryoneAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, markEveryoneSchema, async ({ expected }) => {
    const marked = await markEveryone(await requireContext(), { eventId: parseEventId(eventId), expected });
    redirect(`/events/${eventId}/attendees?saved=marked&n=${marked}`);
  });
}

export async function undoMarkingAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, undoMarkingSchema, async ({ markingId }) => {
    const undone = await undoMarking(await requireContext(), { eventId: parseEventId(eventId), markingId });
    redirect(`/events/${eventId}/attendees?saved=undone&n=${undone}`);
  });
}
