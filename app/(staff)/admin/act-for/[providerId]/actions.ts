'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { startActing, startActingSchema } from '@/lib/users/acting/start-acting';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';

export async function startActingAction(providerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, startActingSchema, async (input) => {
    await startActing(await requireContext(), { ...input, providerId: parseProviderId(providerId) });
    redirect('/events');
  });
}
