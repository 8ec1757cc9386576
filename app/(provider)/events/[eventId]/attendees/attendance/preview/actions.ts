'use server';

import { redirect } from 'next/navigation';
import { saveAttendanceSchema } from '@/lib/attendees/attendance/attendance-input';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function saveAttendanceAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, saveAttendanceSchema, async (input) => {
    const { added, changed, people } = await saveAttendance(await requireContext(), {
      ...input,
      eventId: parseEventId(eventId),
    });
    redirect(`/events/${eventId}/attendees?saved=attendance&n=${people}&added=${added}&changed=${changed}`);
  });
}
