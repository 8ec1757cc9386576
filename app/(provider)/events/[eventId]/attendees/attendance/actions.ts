'use server';

import { redirect } from 'next/navigation';
import { attendanceChoiceParams, MAX_REPORTS } from '@/lib/attendees/attendance/attendance-input';
import { parseReportId } from '@/lib/attendees/attendance/open-report';
import { reportsSchema, uploadReports } from '@/lib/attendees/attendance/upload-reports';
import { withdrawReport, withdrawReportSchema } from '@/lib/attendees/attendance/withdraw-report';
import { MAX_FILE_BYTES } from '@/lib/attendees/import/limits';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function uploadReportsAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, reportsSchema, async ({ choice }) => {
    const files = await filesOf(form);
    const uploadIds = await uploadReports(await requireContext(), { eventId: parseEventId(eventId), files });
    const params = attendanceChoiceParams({ ...choice, uploadIds: [...choice.uploadIds, ...uploadIds] });
    redirect(`/events/${eventId}/attendees/attendance/preview?${params}`);
  });
}

/** A file field that was left empty sends a file without name and bytes. */
async function filesOf(form: FormData) {
  const files = form.getAll('files').filter((file): file is File => file instanceof File && file.size > 0);
  return Promise.all(
    files.slice(0, MAX_REPORTS + 1).map(async (file) => ({
      name: file.name,
      bytes: new Uint8Array(await file.slice(0, MAX_FILE_BYTES + 1).arrayBuffer()),
    })),
  );
}

export async function withdrawReportAction(
  eventId: string,
  fileId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, withdrawReportSchema, async () => {
    const ids = { eventId: parseEventId(eventId), fileId: parseReportId(fileId) };
    await withdrawReport(await requireContext(), ids);
    redirect(`/events/${eventId}/attendees/attendance?saved=withdrawn`);
  });
}
