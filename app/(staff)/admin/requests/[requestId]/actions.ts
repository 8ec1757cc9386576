'use server';

import { redirect } from 'next/navigation';
import type { ApproveState } from '@/components/requests/decide-forms';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { askProvider, questionSchema } from '@/lib/requests/ask-provider';
import { assignRequest, assignSchema } from '@/lib/requests/assign-request';
import { approveRequest, approveSchema, declineRequest, declineSchema } from '@/lib/requests/decide-request';
import { parseRequestId } from '@/lib/requests/request';
import { requireContext } from '@/lib/users/context';

export async function approveAction(requestId: string, _before: ApproveState, form: FormData): Promise<ApproveState> {
  return submitForm(form, approveSchema, async (input) => {
    const ctx = await requireContext();
    const result = await approveRequest(ctx, { ...input, requestId: parseRequestId(requestId) });
    if (result.kind === 'moved') return result;
    redirect('/admin/requests?saved=approved');
  });
}

export async function declineAction(requestId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, declineSchema, async (input) => {
    await declineRequest(await requireContext(), { ...input, requestId: parseRequestId(requestId) });
    redirect('/admin/requests?saved=declined');
  });
}

export async function askProviderAction(requestId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, questionSchema, async (input) => {
    await askProvider(await requireContext(), { ...input, requestId: parseRequestId(requestId) });
    redirect('/admin/requests?saved=asked');
  });
}

export async function assignAction(requestId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, assignSchema, async (input) => {
    await assignRequest(await requireContext(), { ...input, requestId: parseRequestId(requestId) });
    redirect(`/admin/requests/${requestId}?saved=assigned`);
  });
}
