'use server';

import { redirect } from 'next/navigation';
import { startPageOf } from '@/app/_edges/start-page';
import { currentVisit } from '@/lib/platform/current-visit';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { withDevice, writeDeviceToken } from '@/lib/users/devices/device-cookie';
import { findSignedIn } from '@/lib/users/find-signed-in';
import { onTheWayTo, returnPath } from '@/lib/users/return-path';
import { writeSessionToken } from '@/lib/users/session-cookie';
import { signIn, signInSchema } from '@/lib/users/sign-in';
import { writeChallengeToken } from '@/lib/users/two-step/challenge-cookie';

export async function signInAction(to: string | null, _before: FormState, form: FormData): Promise<FormState> {
  const asked = returnPath(to);
  const state = await submitForm(form, signInSchema, async (input) => {
    const visit = await withDevice(await currentVisit());
    const { kind, token } = await signIn(visit, input);
    if (kind === 'challenge') {
      await writeChallengeToken(token);
      redirect(onTheWayTo(asked, '/sign-in/code'));
    }
    await writeSessionToken(token);
    await writeDeviceToken(visit);
    redirect(startPageOf(await findSignedIn(visit, token), asked));
  });
  // The password is the only value that is not sent back.
  const { password: _password, ...values } = state.values;
  return { ...state, values };
}
