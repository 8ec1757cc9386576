'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { changeRole, changeRoleSchema } from '@/lib/users/change-role';
import { requireContext } from '@/lib/users/context';
import { parseUserId } from '@/lib/users/record-id';
import { removeAccess, removeAccessSchema } from '@/lib/users/remove-access';

export async function changeRoleAction(userId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, changeRoleSchema, async (input) => {
    const ctx = await requireContext();
    const id = parseUserId(userId);
    await changeRole(ctx, { ...input, userId: id });
    // People who are no longer managers have no list of users to return to.
    redirect(id === ctx.actor.userId && input.role !== 'manager' ? '/portal' : '/users?saved=role');
  });
}

export async function removeAccessAction(userId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, removeAccessSchema, async (input) => {
    const ctx = await requireContext();
    const id = parseUserId(userId);
    await removeAccess(ctx, { ...input, userId: id });
    redirect(id === ctx.actor.userId ? '/' : '/users?saved=removed');
  });
}
