'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { answerRequest, answerSchema } from '@/lib/requests/answer-request';
import { addRequestFile } from '@/lib/requests/files/add-file';
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

export async function addFileAction(requestId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    const chosen = form.get('file');
    const file =
      chosen instanceof File ? { name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) } : null;
    await addRequestFile(await requireContext(), { requestId: parseRequestId(requestId), file });
    redirect(`/requests/${requestId}?saved=file`);
  });
}
