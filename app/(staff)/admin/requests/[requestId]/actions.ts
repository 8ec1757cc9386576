'use server';

import { redirect } from 'next/navigation';
import type { ApproveState } from '@/components/requests/decide-forms';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { askProvider, questionSchema } from '@/lib/requests/ask-provider';
import { assignRequest, assignSchema } from '@/lib/requests/assign-request';
import { approveRequest, approveSchema, declineRequest, declineSchema } from '@/lib/requests/decide-request';
import { workedListSchema } from '@/lib/requests/list-requests';
import { withList } from '@/lib/requests/queues';
import { parseRequestId } from '@/lib/requests/request';
import { requireContext } from '@/lib/users/context';

export async function approveAction(
  requestId: string,
  list: unknown,
  _before: ApproveState,
  form: FormData,
): Promise<ApproveState> {
  return submitForm(form, approveSchema, async (input) => {
    const ctx = await requireContext();
    const result = await approveRequest(ctx, { ...input, requestId: parseRequestId(requestId) });
    if (result.kind === 'moved') return result;
    redirect(withList('/admin/requests', workedListSchema.parse(list), { saved: 'approved' }));
  });
}

export async function declineAction(
  requestId: string,
  list: unknown,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, declineSchema, async (input) => {
    await declineRequest(await requireContext(), { ...input, requestId: parseRequestId(requestId) });
    redirect(withList('/admin/requests', workedListSchema.parse(list), { saved: 'declined' }));
  });
}

export async function askProviderAction(
  requestId: string,
  list: unknown,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, questionSchema, async (input) => {
    await askProvider(await requireContext(), { ...input, requestId: parseRequestId(requestId) });
    redirect(withList('/admin/requests', workedListSchema.parse(list), { saved: 'asked' }));
  });
}

export async function assignAction(
  requestId: string,
  list: unknown,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, assignSchema, async (input) => {
    await assignRequest(await requireContext(), { ...input, requestId: parseRequestId(requestId) });
    redirect(withList(`/admin/requests/${requestId}`, workedListSchema.parse(list), { saved: 'assigned' }));
  });
}
