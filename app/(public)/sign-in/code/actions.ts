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
import { answerChallenge, codeSchema } from '@/lib/users/two-step/answer-challenge';
import { clearChallengeToken, readChallengeToken } from '@/lib/users/two-step/challenge-cookie';

export async function answerChallengeAction(to: string | null, _before: FormState, form: FormData): Promise<FormState> {
  const asked = returnPath(to);
  const state = await submitForm(form, codeSchema, async ({ code }) => {
    const visit = await withDevice(await currentVisit());
    const challenge = await readChallengeToken();
    const answered = challenge
      ? await answerChallenge(visit, challenge, code)
      : ({ kind: 'over', why: 'expired' } as const);
    await clearChallengeToken();
    if (answered.kind === 'over') redirect(onTheWayTo(asked, `/sign-in?reason=code-${answered.why}`));
    await writeSessionToken(answered.token);
    await writeDeviceToken(visit);
    redirect(startPageOf(await findSignedIn(visit, answered.token), asked));
  });
  // A code never works twice, so it is not sent back.
  return { ...state, values: {} };
}
