'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { answerRequest, answerSchema } from '@/lib/requests/answer-request';
import { parseRequestId } from '@/lib/requests/request';
import { withdrawRequest } from '@/lib/requests/withdraw-request';
import { requireContext } from '@/lib/users/context';

export async function answerAction(requestId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, answerSchema, async (input) => {
    await answerRequest(await requireContext(), { ...input, requestId: parseRequestId(requestId) });
    redirect(`/requests/${requestId}?saved=answered`);
  });
}

export async function withdrawAction(requestId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await withdrawRequest(await requireContext(), { requestId: parseRequestId(requestId) });
    redirect(`/requests/${requestId}?saved=withdrawn`);
  });
}
