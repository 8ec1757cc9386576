'use server';

import type { RecoveryCodesState } from '@/components/two-step/recovery-codes';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { proofSchema } from '@/lib/users/two-step/prove';
import { renewRecoveryCodes } from '@/lib/users/two-step/renew-recovery-codes';

export async function renewRecoveryCodesAction(
  _before: RecoveryCodesState,
  form: FormData,
): Promise<RecoveryCodesState> {
  const state: RecoveryCodesState = await submitForm(form, proofSchema, async (input) => ({
    codes: await renewRecoveryCodes(await requireContext(), input),
  }));
  return { ...state, values: {} };
}
