'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { undoMerge, undoMergeSchema } from '@/lib/providers/staff/merging/merge-providers';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';

export async function undoMergeAction(providerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, undoMergeSchema, async (input) => {
    const id = parseProviderId(providerId);
    await undoMerge(await requireContext(), { ...input, providerId: id });
    redirect(`/admin/providers/${id}?saved=unmerged`);
  });
}
