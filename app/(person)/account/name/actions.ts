'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { changeName, nameSchema } from '@/lib/users/profile';

export async function changeNameAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, nameSchema, async (input) => {
    await changeName(await requireContext(), input);
    redirect('/account?saved=name');
  });
}
