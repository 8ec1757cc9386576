'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContextBeforeTwoStep } from '@/lib/users/context';
import { beginSetUp, beginSetUpSchema } from '@/lib/users/two-step/begin-set-up';

export async function beginSetUpAction(_before: FormState, form: FormData): Promise<FormState> {
  const state = await submitForm(form, beginSetUpSchema, async (input) => {
    await beginSetUp(await requireContextBeforeTwoStep(), input);
    redirect('/account/two-step/set-up');
  });
  return { ...state, values: {} };
}
