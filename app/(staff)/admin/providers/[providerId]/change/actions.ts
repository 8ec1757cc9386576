'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { changeProvider, changeProviderSchema } from '@/lib/providers/staff/change-provider';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';

export async function changeProviderAction(providerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, changeProviderSchema, async (input) => {
    const id = parseProviderId(providerId);
    await changeProvider(await requireContext(), { ...input, providerId: id });
    redirect(`/admin/providers/${id}?saved=changed`);
  });
}
