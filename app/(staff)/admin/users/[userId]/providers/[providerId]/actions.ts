'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';
import { changeMembership, membershipSchema } from '@/lib/users/staff/change-membership';
import { parseUserId } from '@/lib/users/staff/user-id';

export async function changeMembershipAction(
  userId: string,
  providerId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, membershipSchema, async (input) => {
    await changeMembership(await requireContext(), {
      ...input,
      userId: parseUserId(userId),
      providerId: parseProviderId(providerId),
    });
    const saved = input.role === 'none' ? 'access-removed' : 'provider-role';
    redirect(`/admin/users/${parseUserId(userId)}?saved=${saved}`);
  });
}
