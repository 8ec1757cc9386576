'use server';

import { redirect } from 'next/navigation';
import { choosePreferences, preferencesSchema } from '@/lib/notices/preferences';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function choosePreferencesAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, preferencesSchema, async (input) => {
    await choosePreferences(await requireContext(), input);
    redirect('/account?saved=notices');
  });
}
