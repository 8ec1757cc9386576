'use server';

import { redirect } from 'next/navigation';
import { AppError } from '@/lib/platform/errors';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { writeDeviceToken } from '@/lib/users/devices/device-cookie';
import { choosePassword, newPasswordSchema, wasJustChosen } from '@/lib/users/reset/choose-password';
import { isOfFlow, type Step } from '@/lib/users/reset/flow';
import { forgetTypedAddress, readTypedAddress, writeTypedAddress } from '@/lib/users/reset/reset-cookie';
import { addressSchema, sendCode } from '@/lib/users/reset/send-code';
import { codeSchema, whyNotVerified } from '@/lib/users/reset/verify-code';
import { flowAt, STEP_PATH, STEPS } from './current-flow';

/** Why a field was rejected, by a rule that only the server knows. */
type Problem = string;

/** Returns the reset flow that this form belongs to, if it is at one of these steps. */
async function flowOfForm(mark: string, ...steps: Step[]) {
  const found = await flowAt(...STEPS);
  if (!isOfFlow(found.flow, mark)) {
    throw new AppError(
      'conflict',
      'Another reset was started in a different tab. Continue there, or reload this page to continue it here.',
    );
  }
  return steps.includes(found.flow.step) ? found : redirect(STEP_PATH[found.flow.step]);
}

export async function confirmAddressAction(_before: FormState<Problem>, form: FormData): Promise<FormState<Problem>> {
  const state = await submitForm<typeof addressSchema, Problem>(form, addressSchema, async ({ mark, email }) => {
    const { visit, flow } = await flowOfForm(mark, 'email', 'code');
    const problem = await sendCode(visit, flow, email);
    if (problem) return problem;
    await writeTypedAddress(email);
    redirect(STEP_PATH.code);
  });
  return atField('email', state);
}

export async function verifyCodeAction(_before: FormState<Problem>, form: FormData): Promise<FormState<Problem>> {
  const state = await submitForm<typeof codeSchema, Problem>(form, codeSchema, async ({ mark, code }) => {
    const { visit, flow } = await flowOfForm(mark, 'code');
    const problem = await whyNotVerified(visit, flow, code);
    if (problem) return problem;
    await forgetTypedAddress();
    redirect(STEP_PATH['new-password']);
  });
  return atField('code', state);
}

export async function sendAnotherCodeAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, addressSchema.pick({ mark: true }), async ({ mark }) => {
    const { visit, flow } = await flowOfForm(mark, 'code');
    const typed = addressSchema.shape.email.safeParse(await readTypedAddress());
    // If the cookie is missing or was tampered with, ask for the address again.
    if (!typed.success || (await sendCode(visit, flow, typed.data))) redirect(STEP_PATH.email);
    redirect(`${STEP_PATH.code}?reason=another`);
  });
}

export async function choosePasswordAction(_before: FormState<Problem>, form: FormData): Promise<FormState<Problem>> {
  const state = await submitForm<typeof newPasswordSchema, Problem>(form, newPasswordSchema, async (input) => {
    const { visit, flow } = await flowOfForm(input.mark, 'new-password', 'done');
    if (flow.step === 'done') {
      // After Back or in a second tab: the password typed now was not saved, and the page must not suggest that it was.
      redirect((await wasJustChosen(visit, flow, input.password)) ? STEP_PATH.done : `${STEP_PATH.done}?reason=again`);
    }
    const problem = await choosePassword(visit, flow, input.password);
    if (problem) return problem;
    await writeDeviceToken(visit);
    redirect(STEP_PATH.done);
  });
  return withoutPassword(atField('password', state));
}

function atField(field: string, state: FormState<Problem>): FormState<Problem> {
  return state.answer ? { values: state.values, errors: [{ field, message: state.answer }] } : state;
}

/** Removes the password, the only value that is not sent back. */
function withoutPassword(state: FormState<Problem>): FormState<Problem> {
  const { password: _password, ...values } = state.values;
  return { ...state, values };
}
