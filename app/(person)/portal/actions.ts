'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { switchProvider, switchProviderSchema } from '@/lib/users/switch-provider';

export async function openProgramAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, switchProviderSchema, async (input) => {
    await switchProvider(await requireContext(), input);
    redirect('/events');
  });
}
