'use server';

import { redirect } from 'next/navigation';
import { continueQueue, pauseQueue, queueSchema } from '@/lib/jobs/staff/pause-queue';
import { retryJob, retryJobSchema } from '@/lib/jobs/staff/retry-job';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function pauseQueueAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, queueSchema, async (input) => {
    await pauseQueue(await requireContext(), input);
    redirect('/admin/jobs?saved=paused');
  });
}

export async function continueQueueAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, queueSchema, async (input) => {
    await continueQueue(await requireContext(), input);
    redirect('/admin/jobs?saved=continued');
  });
}

export async function retryJobAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, retryJobSchema, async (input) => {
    await retryJob(await requireContext(), input);
    redirect('/admin/jobs?saved=retried');
  });
}
