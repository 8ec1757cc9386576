'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';
import { addProviderUser, addProviderUserSchema, addStaff, addStaffSchema } from '@/lib/users/staff/add-user';

export async function addProviderUserAction(
  providerId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, addProviderUserSchema, async (input) => {
    const ctx = await requireContext();
    const { userId, known } = await addProviderUser(ctx, { ...input, providerId: parseProviderId(providerId) });
    redirect(`/admin/users/${userId}?saved=${known ? 'access-given' : 'added'}`);
  });
}

export async function addStaffAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, addStaffSchema, async (input) => {
    const { userId } = await addStaff(await requireContext(), input);
    redirect(`/admin/users/${userId}?saved=added`);
  });
}
