'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { setStanding, setStandingSchema } from '@/lib/providers/staff/standing/set-standing';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';

export async function setStandingAction(providerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, setStandingSchema, async (input) => {
    const id = parseProviderId(providerId);
    const result = await setStanding(await requireContext(), { ...input, providerId: id });
    redirect(`/admin/providers/${id}?saved=${result.kind === 'set' ? 'standing' : 'proposed'}`);
  });
}
