'use server';

import { redirect } from 'next/navigation';
import { keepUpload, uploadSchema } from '@/lib/attendees/import/keep-upload';
import { MAX_FILE_BYTES } from '@/lib/attendees/import/limits';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function uploadAction(eventId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, uploadSchema, async ({ pasted }) => {
    const file = await fileOf(form);
    const uploadId = await keepUpload(await requireContext(), { eventId: parseEventId(eventId), pasted, file });
    redirect(`/events/${eventId}/attendees/import/${uploadId}`);
  });
}

/** A file field that was left empty sends a file without name and bytes. */
async function fileOf(form: FormData) {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return null;
  return { name: file.name, bytes: new Uint8Array(await file.slice(0, MAX_FILE_BYTES + 1).arrayBuffer()) };
}
