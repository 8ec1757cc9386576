'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { parseDocument } from '@/lib/yearly-documents/rules';
import { signAgreement, signAgreementSchema } from '@/lib/yearly-documents/sign-agreement';

export async function signAgreementAction(year: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, signAgreementSchema, async (input) => {
    await signAgreement(await requireContext(), { ...input, year: parseDocument('agreement', year).year });
    redirect('/our-information?saved=signed#yearly');
  });
}
