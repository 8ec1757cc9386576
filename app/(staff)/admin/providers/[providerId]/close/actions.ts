'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { closeProviderSchema, proposeToClose } from '@/lib/providers/staff/closing/close-provider';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';

export async function closeProviderAction(providerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, closeProviderSchema, async (input) => {
    const id = parseProviderId(providerId);
    await proposeToClose(await requireContext(), { ...input, providerId: id });
    redirect(`/admin/providers/${id}?saved=proposed`);
  });
}
