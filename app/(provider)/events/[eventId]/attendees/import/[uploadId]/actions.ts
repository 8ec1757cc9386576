'use server';

import { redirect } from 'next/navigation';
import { importRoster, importSchema } from '@/lib/attendees/import/import-roster';
import { rereadSchema, rereadUpload } from '@/lib/attendees/import/keep-upload';
import { parseUploadId } from '@/lib/attendees/import/preview-import';
import { parseEventId } from '@/lib/events/event-id';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function importAction(
  eventId: string,
  uploadId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, importSchema, async (input) => {
    const { added, changed } = await importRoster(await requireContext(), {
      ...input,
      eventId: parseEventId(eventId),
      uploadId: parseUploadId(uploadId),
    });
    redirect(`/events/${eventId}/attendees?saved=imported&added=${added}&changed=${changed}`);
  });
}

export async function rereadAction(
  eventId: string,
  uploadId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, rereadSchema, async (input) => {
    const read = await rereadUpload(await requireContext(), {
      ...input,
      eventId: parseEventId(eventId),
      uploadId: parseUploadId(uploadId),
    });
    redirect(`/events/${eventId}/attendees/import/${read}`);
  });
}
