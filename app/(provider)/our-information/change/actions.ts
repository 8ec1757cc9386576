'use server';

import { redirect } from 'next/navigation';
import { submitForm } from '@/lib/platform/forms/submit-form';
import {
  askForProviderData,
  type ProviderDataFormState,
  providerDataRequestSchema,
} from '@/lib/requests/ask-for-provider-data';
import { requireContext } from '@/lib/users/context';

export async function askForProviderDataAction(
  _before: ProviderDataFormState,
  form: FormData,
): Promise<ProviderDataFormState> {
  return submitForm(form, providerDataRequestSchema, async (input) => {
    const result = await askForProviderData(await requireContext(), input);
    if (result.kind === 'review') return result;
    redirect(`/requests/${result.requestId}?saved=sent`);
  });
}
