'use server';

import { redirect } from 'next/navigation';
import { changeKey, changeKeySchema } from '@/lib/learning-systems/change-key';
import { parseKeyId } from '@/lib/learning-systems/keys';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function changeKeyAction(keyId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, changeKeySchema, async (input) => {
    await changeKey(await requireContext(), { ...input, keyId: parseKeyId(keyId) });
    redirect('/learning-systems?saved=changed');
  });
}
