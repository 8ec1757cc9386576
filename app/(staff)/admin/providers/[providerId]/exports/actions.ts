'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { askForExport } from '@/lib/providers/staff/export/exports';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';

export async function askForExportAction(providerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    const id = parseProviderId(providerId);
    await askForExport(await requireContext(), id);
    redirect(`/admin/providers/${id}?saved=exporting`);
  });
}
