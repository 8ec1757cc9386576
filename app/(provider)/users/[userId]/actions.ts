'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { changeRole, changeRoleSchema } from '@/lib/users/change-role';
import { requireContext } from '@/lib/users/context';
import { parseUserId } from '@/lib/users/record-id';
import { removeAccess } from '@/lib/users/remove-access';

export async function changeRoleAction(userId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, changeRoleSchema, async ({ role }) => {
    const ctx = await requireContext();
    const id = parseUserId(userId);
    await changeRole(ctx, { userId: id, role });
    // Who is no manager any more has no list of users to go back to.
    redirect(id === ctx.actor.userId && role !== 'manager' ? '/portal' : '/users?saved=role');
  });
}

export async function removeAccessAction(userId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    const ctx = await requireContext();
    const id = parseUserId(userId);
    await removeAccess(ctx, { userId: id });
    redirect(id === ctx.actor.userId ? '/' : '/users?saved=removed');
  });
}
