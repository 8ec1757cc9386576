'use server';

import type { NewKeyState } from '@/components/learning-systems/key-form';
import { addKey, addKeySchema } from '@/lib/learning-systems/add-key';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function addKeyAction(_before: NewKeyState, form: FormData): Promise<NewKeyState> {
  return submitForm(form, addKeySchema, async (input) => addKey(await requireContext(), input));
}
