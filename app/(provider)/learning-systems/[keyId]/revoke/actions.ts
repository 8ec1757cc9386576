'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseKeyId } from '@/lib/learning-systems/keys';
import { revokeKey } from '@/lib/learning-systems/revoke-key';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function revokeKeyAction(keyId: string, _before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await revokeKey(await requireContext(), { keyId: parseKeyId(keyId) });
    redirect('/learning-systems?saved=revoked');
  });
}
