'use server';

import { redirect } from 'next/navigation';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { addNote, addNoteSchema } from '@/lib/providers/staff/notes';
import { requireContext } from '@/lib/users/context';
import { parseProviderId } from '@/lib/users/provider-id';

export async function addNoteAction(providerId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, addNoteSchema, async (input) => {
    const id = parseProviderId(providerId);
    await addNote(await requireContext(), { ...input, providerId: id });
    redirect(`/admin/providers/${id}?saved=noted`);
  });
}
