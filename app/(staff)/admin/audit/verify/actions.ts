'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { startLogCheck } from '@/lib/audit/check-log';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function startLogCheckAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await startLogCheck(await requireContext());
    redirect('/admin/audit/verify');
  });
}
