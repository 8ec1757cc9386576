'use server';

import type { RecoveryCodesState } from '@/components/two-step/recovery-codes';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContextBeforeTwoStep } from '@/lib/users/context';
import { confirmSetUp, firstCodeSchema } from '@/lib/users/two-step/confirm-set-up';

export async function confirmSetUpAction(_before: RecoveryCodesState, form: FormData): Promise<RecoveryCodesState> {
  const state: RecoveryCodesState = await submitForm(form, firstCodeSchema, async (input) => ({
    codes: await confirmSetUp(await requireContextBeforeTwoStep(), input),
  }));
  return { ...state, values: {} };
}
