'use server';

import { redirect } from 'next/navigation';
import { recordApplication, recordApplicationSchema } from '@/lib/applications/record-application';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function recordApplicationAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, recordApplicationSchema, async (input) => {
    const id = await recordApplication(await requireContext(), input);
    redirect(`/admin/applications/${id}?saved=recorded`);
  });
}
