'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { reasonSchema } from '@/lib/users/staff/act-on-user';
import { changeEmail, emailSchema } from '@/lib/users/staff/change-email';
import { changeStaffRole, staffRoleSchema } from '@/lib/users/staff/change-staff-role';
import { disableSchema, disableUser } from '@/lib/users/staff/disable-user';
import { enableUser } from '@/lib/users/staff/enable-user';
import { endSessions } from '@/lib/users/staff/end-sessions';
import { resetTwoStep } from '@/lib/users/staff/reset-two-step';
import { parseUserId } from '@/lib/users/staff/user-id';

export async function resetTwoStepAction(userId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, reasonSchema, async (input) => {
    await resetTwoStep(await requireContext(), { ...input, userId: parseUserId(userId) });
    redirect(`/admin/users/${userId}?saved=reset-two-step`);
  });
}

export async function disableUserAction(userId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, disableSchema, async (input) => {
    await disableUser(await requireContext(), { ...input, userId: parseUserId(userId) });
    redirect(`/admin/users/${userId}?saved=disable`);
  });
}

export async function enableUserAction(userId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, reasonSchema, async (input) => {
    await enableUser(await requireContext(), { ...input, userId: parseUserId(userId) });
    redirect(`/admin/users/${userId}?saved=enable`);
  });
}

export async function endSessionsAction(userId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, reasonSchema, async (input) => {
    await endSessions(await requireContext(), { ...input, userId: parseUserId(userId) });
    redirect(`/admin/users/${userId}?saved=end-sessions`);
  });
}

export async function changeEmailAction(userId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, emailSchema, async (input) => {
    await changeEmail(await requireContext(), { ...input, userId: parseUserId(userId) });
    redirect(`/admin/users/${userId}?saved=change-email`);
  });
}

export async function changeStaffRoleAction(userId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, staffRoleSchema, async (input) => {
    await changeStaffRole(await requireContext(), { ...input, userId: parseUserId(userId) });
    redirect(`/admin/users/${userId}?saved=staff-role`);
  });
}
