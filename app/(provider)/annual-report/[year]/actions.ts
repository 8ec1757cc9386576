'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { signReport, signReportSchema } from '@/lib/yearly-documents/annual-report/sign-report';
import { parseDocument } from '@/lib/yearly-documents/rules';

export async function signReportAction(given: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, signReportSchema, async (input) => {
    const { year } = parseDocument('report', given);
    await signReport(await requireContext(), { ...input, year });
    redirect(`/annual-report/${year}?saved=signed`);
  });
}
