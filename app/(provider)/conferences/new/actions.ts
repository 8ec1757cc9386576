'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { addConference } from '@/lib/whole-conference/add-conference';
import { addConferenceSchema } from '@/lib/whole-conference/conference-input';

export async function addConferenceAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, addConferenceSchema, async (input) => {
    const conferenceId = await addConference(await requireContext(), input);
    redirect(`/conferences/${conferenceId}?saved=added`);
  });
}
