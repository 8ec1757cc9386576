'use server';

import { redirect } from 'next/navigation';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { conferenceRunsSchema, issueConference } from '@/lib/whole-conference/begin-runs';

export async function issueConferenceAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, conferenceRunsSchema, async (input) => {
    const id = parseConferenceId(conferenceId);
    const { runs } = await issueConference(await requireContext(), { ...input, conferenceId: id });
    redirect(`/conferences/${id}?issuing=${runs}`);
  });
}
