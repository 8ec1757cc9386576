'use server';

import { randomBytes } from 'node:crypto';
import { redirect } from 'next/navigation';
import { currentVisit } from '@/lib/platform/current-visit';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { withDevice, writeDeviceToken } from '@/lib/users/devices/device-cookie';
import { firstAccessSchema, setFirstPassword } from '@/lib/users/reset/first-access';
import { writeResetToken } from '@/lib/users/reset/reset-cookie';
import { STEP_PATH } from '../current-flow';

export async function firstAccessAction(_before: FormState<string>, form: FormData): Promise<FormState<string>> {
  const state = await submitForm<typeof firstAccessSchema, string>(form, firstAccessSchema, async (input) => {
    const browserToken = randomBytes(32).toString('base64url');
    const visit = await withDevice(await currentVisit());
    const problem = await setFirstPassword(visit, input, browserToken);
    if (problem) return problem;
    await writeResetToken(browserToken);
    await writeDeviceToken(visit);
    redirect(STEP_PATH.done);
  });
  const errors = state.answer ? [{ field: 'password', message: state.answer }] : state.errors;
  return { values: {}, errors, refusal: state.refusal };
}
