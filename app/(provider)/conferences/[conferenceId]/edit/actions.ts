'use server';

import { redirect } from 'next/navigation';
import { changeConference } from '@/lib/conferences/change-conference';
import { changeConferenceSchema } from '@/lib/conferences/conference-input';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

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
