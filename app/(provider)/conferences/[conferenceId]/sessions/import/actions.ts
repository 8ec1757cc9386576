'use server';

import { redirect } from 'next/navigation';
import { MAX_FILE_BYTES } from '@/lib/attendees/import/limits';
import { keepList, listSchema } from '@/lib/conference-sessions/keep-draft';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function importSessionsAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, listSchema, async (input) => {
    const list = { ...input, conferenceId: parseConferenceId(conferenceId), file: await fileOf(form) };
    const draftId = await keepList(await requireContext(), list);
    redirect(`/conferences/${conferenceId}/sessions/check/${draftId}`);
  });
}

/** A file field that was left empty sends a file without name and bytes. */
async function fileOf(form: FormData) {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return null;
  return { name: file.name, bytes: new Uint8Array(await file.slice(0, MAX_FILE_BYTES + 1).arrayBuffer()) };
}
