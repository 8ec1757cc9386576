'use server';

import { redirect } from 'next/navigation';
import { uploadSchema } from '@/lib/attendees/import/keep-upload';
import { MAX_FILE_BYTES } from '@/lib/attendees/import/limits';
import { parseUploadId } from '@/lib/attendees/import/preview-import';
import { type ImportedList, importConferenceList, importListSchema } from '@/lib/conference-roster/import/import-list';
import { keepConferenceList } from '@/lib/conference-roster/import/keep-list';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function keepConferenceListAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, uploadSchema, async ({ pasted }) => {
    const file = await fileOf(form);
    const uploadId = await keepConferenceList(await requireContext(), {
      conferenceId: parseConferenceId(conferenceId),
      pasted,
      file,
    });
    redirect(`/conferences/${conferenceId}/roster/import/${uploadId}`);
  });
}

/** A file field that was left empty sends a file without name and bytes. */
async function fileOf(form: FormData) {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return null;
  return { name: file.name, bytes: new Uint8Array(await file.slice(0, MAX_FILE_BYTES + 1).arrayBuffer()) };
}

type Imported = FormState<ImportedList>;

export async function importConferenceListAction(
  conferenceId: string,
  uploadId: string,
  _before: Imported,
  form: FormData,
): Promise<Imported> {
  return submitForm(form, importListSchema, async (choice): Promise<ImportedList> => {
    const ids = { conferenceId: parseConferenceId(conferenceId), uploadId: parseUploadId(uploadId) };
    const outcome = await importConferenceList(await requireContext(), ids, choice);
    const { sessions, added, changed, left } = outcome;
    if (left.length === 0) {
      redirect(
        `/conferences/${conferenceId}/roster?saved=imported&sessions=${sessions}&added=${added}&changed=${changed}`,
      );
    }
    return outcome;
  });
}
