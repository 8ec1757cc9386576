'use server';

import { redirect } from 'next/navigation';
import { currentVisit } from '@/lib/platform/current-visit';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { writeSessionToken } from '@/lib/users/session-cookie';
import { signIn, signInSchema } from '@/lib/users/sign-in';

export async function signInAction(_before: FormState, form: FormData): Promise<FormState> {
  const state = await submitForm(form, signInSchema, async (input) => {
    await writeSessionToken(await signIn(await currentVisit(), input));
    redirect('/');
  });
  // The password is the one thing that is not handed back.
  const { password: _password, ...values } = state.values;
  return { ...state, values };
}
