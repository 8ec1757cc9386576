'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { sendTestEmail } from '@/lib/system/send-test-email';
import { requireContext } from '@/lib/users/context';

export async function sendTestEmailAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await sendTestEmail(await requireContext());
    redirect('/admin/system?saved=test-email');
  });
}
