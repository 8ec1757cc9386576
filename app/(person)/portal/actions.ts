'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { putOff, putOffSchema } from '@/lib/notices/put-off';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { pageToOpen } from '@/lib/users/open-at-provider';
import { switchProvider, switchProviderSchema } from '@/lib/users/switch-provider';

/** The page that shows the list, and that people return to. */
const from = z.object({ from: z.enum(['portal', 'admin'], 'Open the page again, then choose.') });

export async function putOffAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, putOffSchema.extend(from.shape), async (input) => {
    await putOff(await requireContext(), input);
    redirect(`/${input.from}?saved=put-off#to-do`);
  });
}

export async function openProgramAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, switchProviderSchema, async (input) => {
    await switchProvider(await requireContext(), input);
    redirect('/events');
  });
}

export async function openPageAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, switchProviderSchema.extend({ page: z.string() }), async (input) => {
    await switchProvider(await requireContext(), input);
    redirect(pageToOpen(input.page));
  });
}
