'use server';

import { redirect } from 'next/navigation';
import { cloneConference } from '@/lib/conference-sessions/clone-conference';
import { cloneSchema } from '@/lib/conference-sessions/clone-input';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function cloneConferenceAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, cloneSchema, async (input) => {
    const which = { ...input, conferenceId: parseConferenceId(conferenceId) };
    const added = await cloneConference(await requireContext(), which);
    redirect(`/conferences/${added}?saved=cloned`);
  });
}
