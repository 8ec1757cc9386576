'use server';

import { redirect } from 'next/navigation';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { changeConference } from '@/lib/whole-conference/change-conference';
import { changeConferenceSchema } from '@/lib/whole-conference/conference-input';

export async function changeConferenceAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, changeConferenceSchema, async (input) => {
    await changeConference(await requireContext(), { ...input, conferenceId: parseConferenceId(conferenceId) });
    redirect(`/conferences/${conferenceId}?saved=changed`);
  });
}
