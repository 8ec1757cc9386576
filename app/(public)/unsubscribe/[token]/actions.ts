'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { endNoticeEmails } from '@/lib/notices/unsubscribe';
import { currentVisit } from '@/lib/platform/current-visit';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';

export async function unsubscribeAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await endNoticeEmails(await currentVisit(), token);
    redirect(`/unsubscribe/${token}`);
  });
}
