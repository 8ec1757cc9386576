'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { addProvider, addProviderSchema } from '@/lib/providers/staff/add-provider';
import { requireContext } from '@/lib/users/context';

export async function addProviderAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, addProviderSchema, async (input) => {
    const id = await addProvider(await requireContext(), input);
    redirect(`/admin/providers/${id}?saved=added`);
  });
}
