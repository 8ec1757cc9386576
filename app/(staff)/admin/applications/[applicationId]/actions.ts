'use server';

import { redirect } from 'next/navigation';
import { parseApplicationId } from '@/lib/applications/application';
import { declineApplication, declineSchema } from '@/lib/applications/decide-application';
import { answeredSchema, applicantAnswered, waitForApplicant, waitSchema } from '@/lib/applications/wait-for-applicant';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function waitAction(applicationId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, waitSchema, async (input) => {
    const id = parseApplicationId(applicationId);
    await waitForApplicant(await requireContext(), { ...input, applicationId: id });
    redirect(`/admin/applications/${id}?saved=waiting`);
  });
}

export async function answeredAction(applicationId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, answeredSchema, async (input) => {
    const id = parseApplicationId(applicationId);
    await applicantAnswered(await requireContext(), { ...input, applicationId: id });
    redirect(`/admin/applications/${id}?saved=answered`);
  });
}

export async function declineApplicationAction(
  applicationId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, declineSchema, async (input) => {
    const id = parseApplicationId(applicationId);
    await declineApplication(await requireContext(), { ...input, applicationId: id });
    redirect(`/admin/applications/${id}?saved=declined`);
  });
}
