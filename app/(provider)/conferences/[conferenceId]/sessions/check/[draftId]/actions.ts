'use server';

import { redirect } from 'next/navigation';
import { saveSchema } from '@/lib/conference-sessions/choices';
import { parseDraftId, rereadList, rereadSchema } from '@/lib/conference-sessions/keep-draft';
import { saveDraft } from '@/lib/conference-sessions/save-draft';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function saveSessionsAction(
  conferenceId: string,
  draftId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, saveSchema, async (input) => {
    const which = { conferenceId: parseConferenceId(conferenceId), draftId: parseDraftId(draftId) };
    await saveDraft(await requireContext(), { ...input, ...which });
    redirect(`/conferences/${conferenceId}/sessions/check/${draftId}`);
  });
}

export async function rereadSessionsAction(
  conferenceId: string,
  draftId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, rereadSchema, async (input) => {
    const which = { conferenceId: parseConferenceId(conferenceId), draftId: parseDraftId(draftId) };
    const read = await rereadList(await requireContext(), { ...input, ...which });
    redirect(`/conferences/${conferenceId}/sessions/check/${read}`);
  });
}
