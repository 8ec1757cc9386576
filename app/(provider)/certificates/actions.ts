'use server';

import { redirect } from 'next/navigation';
import { resendCertificates, resendSchema } from '@/lib/certificates/find/resend-certificates';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function resendAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, resendSchema, async (input) => {
    const sent = await resendCertificates(await requireContext(), input);
    redirect(`/certificates?${new URLSearchParams({ q: input.q, sent: String(sent) })}`);
  });
}
