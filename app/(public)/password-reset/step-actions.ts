'use server';

import { redirect } from 'next/navigation';
import { AppError } from '@/lib/platform/errors';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { choosePassword, newPasswordSchema } from '@/lib/users/reset/choose-password';
import { forgetTypedAddress, readTypedAddress, writeTypedAddress } from '@/lib/users/reset/reset-cookie';
import { addressSchema, sendCode } from '@/lib/users/reset/send-code';
import { codeSchema, whyNotVerified } from '@/lib/users/reset/verify-code';
import { isOfWalk, type Step } from '@/lib/users/reset/walk';
import { STEP_PATH, STEPS, walkAt } from './walk-in-hand';

/** Why one field was refused, by a rule that only the server knows. */
type Problem = string;

/** The walk that this form belongs to, at one of these steps. */
async function walkOfForm(mark: string, ...steps: Step[]) {
  const found = await walkAt(...STEPS);
  if (!isOfWalk(found.walk, mark)) {
    throw new AppError(
      'conflict',
      'A reset was begun anew in another tab. Go on there, or reload this page to see where that one stands.',
    );
  }
  return steps.includes(found.walk.step) ? found : redirect(STEP_PATH[found.walk.step]);
}

export async function confirmAddressAction(_before: FormState<Problem>, form: FormData): Promise<FormState<Problem>> {
  const state = await submitForm<typeof addressSchema, Problem>(form, addressSchema, async ({ mark, email }) => {
    const { visit, walk } = await walkOfForm(mark, 'email', 'code');
    const problem = await sendCode(visit, walk, email);
    if (problem) return problem;
    await writeTypedAddress(email);
    redirect(STEP_PATH.code);
  });
  return atField('email', state);
}

export async function verifyCodeAction(_before: FormState<Problem>, form: FormData): Promise<FormState<Problem>> {
  const state = await submitForm<typeof codeSchema, Problem>(form, codeSchema, async ({ mark, code }) => {
    const { visit, walk } = await walkOfForm(mark, 'code');
    const problem = await whyNotVerified(visit, walk, code);
    if (problem) return problem;
    await forgetTypedAddress();
    redirect(STEP_PATH['new-password']);
  });
  return atField('code', state);
}

export async function sendAnotherCodeAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, addressSchema.pick({ mark: true }), async ({ mark }) => {
    const { visit, walk } = await walkOfForm(mark, 'code');
    const typed = addressSchema.shape.email.safeParse(await readTypedAddress());
    // Without the cookie, or with one that was tampered with, the address is asked for once more.
    if (!typed.success || (await sendCode(visit, walk, typed.data))) redirect(STEP_PATH.email);
    redirect(`${STEP_PATH.code}?reason=another`);
  });
}

export async function choosePasswordAction(_before: FormState<Problem>, form: FormData): Promise<FormState<Problem>> {
  const state = await submitForm<typeof newPasswordSchema, Problem>(form, newPasswordSchema, async (input) => {
    const { visit, walk } = await walkOfForm(input.mark, 'new-password', 'done');
    // Back, or a second tab: what was typed now is not the password, and the page must not let the person think so.
    if (walk.step === 'done') redirect(`${STEP_PATH.done}?reason=again`);
    const problem = await choosePassword(visit, walk, input.password);
    if (problem) return problem;
    redirect(STEP_PATH.done);
  });
  return withoutPassword(atField('password', state));
}

function atField(field: string, state: FormState<Problem>): FormState<Problem> {
  return state.answer ? { values: state.values, errors: [{ field, message: state.answer }] } : state;
}

/** The password is the one thing that is not handed back. */
function withoutPassword(state: FormState<Problem>): FormState<Problem> {
  const { password: _password, ...values } = state.values;
  return { ...state, values };
}
