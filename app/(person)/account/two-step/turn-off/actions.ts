'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { proofSchema } from '@/lib/users/two-step/prove';
import { turnOffTwoStep } from '@/lib/users/two-step/turn-off';

export async function turnOffAction(_before: FormState, form: FormData): Promise<FormState> {
  const state = await submitForm(form, proofSchema, async (input) => {
    await turnOffTwoStep(await requireContext(), input);
    redirect('/account/two-step?saved=off');
  });
  return { ...state, values: {} };
}
