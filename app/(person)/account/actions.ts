'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { deviceIdSchema, forgetDevice } from '@/lib/users/devices/known-devices';
import { chooseStartPage, startPageSchema } from '@/lib/users/profile';
import { clearSessionToken } from '@/lib/users/session-cookie';
import { endSignIn, recognizeSignIn, signInIdSchema, signOutEverywhere } from '@/lib/users/sign-ins';

/** The page that shows the form, and that people return to. */
const from = z.object({ from: z.enum(['portal', 'account'], 'Open the page again, then choose.') });

export async function chooseStartPageAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, startPageSchema.extend(from.shape), async (input) => {
    await chooseStartPage(await requireContext(), input);
    redirect(`/${input.from}?saved=start-page`);
  });
}

export async function recognizeSignInAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, signInIdSchema.extend(from.shape), async (input) => {
    await recognizeSignIn(await requireContext(), input);
    redirect(`/${input.from}?saved=recognized`);
  });
}

export async function endSignInAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, signInIdSchema.extend(from.shape), async (input) => {
    await endSignIn(await requireContext(), input);
    redirect(`/${input.from}?saved=signed-out-there`);
  });
}

export async function forgetDeviceAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, deviceIdSchema, async (input) => {
    await forgetDevice(await requireContext(), input);
    redirect('/account?saved=device-removed');
  });
}

export async function signOutEverywhereAction(_before: FormState, form: FormData): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await signOutEverywhere(await requireContext());
    await clearSessionToken();
    redirect('/sign-in?reason=goodbye');
  });
}
