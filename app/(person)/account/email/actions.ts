'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { ConfirmEmailState } from '@/components/account/confirm-email-form';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { beginEmailChange } from '@/lib/users/email-change/begin';
import { cancelEmailChange } from '@/lib/users/email-change/cancel';
import { confirmEmailChange } from '@/lib/users/email-change/confirm';
import { beginEmailChangeSchema, confirmEmailChangeSchema } from '@/lib/users/email-change/rules';

export async function beginEmailChangeAction(_before: FormState, form: FormData): Promise<FormState> {
  const state = await submitForm(form, beginEmailChangeSchema, async (input) => {
    await beginEmailChange(await requireContext(), input);
    redirect('/account/email');
  });
  // The password is the only value that is not sent back.
  const { password: _password, ...values } = state.values;
  return { ...state, values };
}

export async function confirmEmailChangeAction(_before: ConfirmEmailState, form: FormData): Promise<ConfirmEmailState> {
  return submitForm(form, confirmEmailChangeSchema, async (input) => {
    const outcome = await confirmEmailChange(await requireContext(), input);
    if (outcome.kind === 'wrong') return outcome;
    if (outcome.kind === 'done') redirect('/account?saved=email');
    redirect(outcome.kind === 'ended' ? '/account/email?ended' : '/account/email');
  });
}

export async function cancelEmailChangeAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await cancelEmailChange(await requireContext());
    redirect('/account?saved=email-canceled');
  });
}
