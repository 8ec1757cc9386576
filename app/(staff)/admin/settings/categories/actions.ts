'use server';

import { redirect } from 'next/navigation';
import { addCategory, addCategorySchema } from '@/lib/events/change-category';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function addCategoryAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, addCategorySchema, async (input) => {
    await addCategory(await requireContext(), input);
    redirect('/admin/settings/categories?saved=added');
  });
}
