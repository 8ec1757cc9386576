'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { signMany, signManySchema } from '@/lib/signing/sign-many';
import { requireContext } from '@/lib/users/context';

export async function signManyAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, signManySchema, async (input) => {
    const count = await signMany(await requireContext(), input);
    redirect(input.conference ? `/conferences/${input.conference}?signed=${count}` : `/events/sign?signed=${count}`);
  });
}
