'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { closeConference, reopenConference } from '@/lib/whole-conference/close-conference';

export async function closeConferenceAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await closeConference(await requireContext(), parseConferenceId(conferenceId));
    redirect(`/conferences/${conferenceId}?saved=closed`);
  });
}

export async function reopenConferenceAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await reopenConference(await requireContext(), parseConferenceId(conferenceId));
    redirect(`/conferences/${conferenceId}?saved=reopened`);
  });
}
