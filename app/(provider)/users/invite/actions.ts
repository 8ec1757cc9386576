'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { inviteSchema, inviteUser } from '@/lib/users/invite-user';

export async function inviteAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, inviteSchema, async (input) => {
    await inviteUser(await requireContext(), input);
    redirect('/users?saved=invited');
  });
}
