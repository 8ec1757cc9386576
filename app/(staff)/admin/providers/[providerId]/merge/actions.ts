'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { mergeProvidersSchema, proposeToMerge } from '@/lib/providers/staff/merging/merge-providers';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';

export async function mergeProvidersAction(providerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, mergeProvidersSchema, async (input) => {
    const id = parseProviderId(providerId);
    await proposeToMerge(await requireContext(), { ...input, providerId: id });
    redirect(`/admin/providers/${id}?saved=proposed`);
  });
}
