'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { askForUser, userRequestSchema } from '@/lib/requests/ask-for-user';
import { requireContext } from '@/lib/users/context';

export async function askForUserAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, userRequestSchema, async (input) => {
    const requestId = await askForUser(await requireContext(), input);
    redirect(`/requests/${requestId}?saved=sent`);
  });
}
