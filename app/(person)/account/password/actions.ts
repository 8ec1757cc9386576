'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { changePassword, changePasswordSchema } from '@/lib/users/change-password';
import { requireContext } from '@/lib/users/context';
import { withDevice, writeDeviceToken } from '@/lib/users/devices/device-cookie';

export async function changePasswordAction(_before: FormState, form: FormData): Promise<FormState> {
  const state = await submitForm<typeof changePasswordSchema, string>(form, changePasswordSchema, async (input) => {
    const ctx = await withDevice(await requireContext());
    const problem = await changePassword(ctx, input);
    if (problem) return problem;
    await writeDeviceToken(ctx);
    redirect('/account?saved=password');
  });
  const errors = state.answer ? [{ field: 'password', message: state.answer }] : state.errors;
  // Neither password is sent back.
  return { values: {}, errors, refusal: state.refusal };
}
