'use server';

import { redirect } from 'next/navigation';
import { parseApplicationId } from '@/lib/applications/application';
import { approveApplication } from '@/lib/applications/decide-application';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { addProviderSchema } from '@/lib/providers/staff/add-provider';
import { requireContext } from '@/lib/users/context';

export async function approveApplicationAction(
  applicationId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, addProviderSchema, async (input) => {
    const id = parseApplicationId(applicationId);
    const providerId = await approveApplication(await requireContext(), { ...input, applicationId: id });
    redirect(`/admin/providers/${providerId}?saved=added`);
  });
}
