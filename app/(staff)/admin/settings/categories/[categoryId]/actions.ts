'use server';

import { redirect } from 'next/navigation';
import { categorySchema, changeCategory, parseCategoryId } from '@/lib/events/change-category';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function changeCategoryAction(categoryId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, categorySchema, async (input) => {
    await changeCategory(await requireContext(), { ...input, categoryId: parseCategoryId(categoryId) });
    redirect('/admin/settings/categories?saved=changed');
  });
}
