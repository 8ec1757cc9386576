'use server';

import { redirect } from 'next/navigation';
import {
  attendanceChoiceParams,
  readChoiceText,
  saveAttendanceSchema,
  withReread,
} from '@/lib/attendees/attendance/attendance-input';
import { saveAttendance } from '@/lib/attendees/attendance/save-attendance';
import { rereadSchema, rereadUpload } from '@/lib/attendees/import/keep-upload';
import { parseUploadId } from '@/lib/attendees/import/preview-import';
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

export async function rereadReportAction(
  eventId: string,
  uploadId: string,
  choice: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, rereadSchema, async (input) => {
    const ids = { eventId: parseEventId(eventId), uploadId: parseUploadId(uploadId) };
    const read = await rereadUpload(await requireContext(), { ...input, ...ids }, 'report');
    const params = attendanceChoiceParams(withReread(readChoiceText(choice), ids.uploadId, read));
    redirect(`/events/${eventId}/attendees/attendance/preview?${params}&change=${read}`);
  });
}
