'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { answerInPrivate } from '@/app/_edges/link-page';
import { forgetCheckIn } from '@/lib/attendees/check-in/check-in-cookie';
import { type ClaimStep, claimSessions, sessionsSchema } from '@/lib/claims/conference/claim-sessions';
import { mailConferenceSchema, mailOwnConference } from '@/lib/claims/conference/mail-own';
import type { ClaimAs } from '@/lib/claims/conference/page';
import { askConferenceCode, checkConferenceCode } from '@/lib/claims/conference/prove';
import { holderToken } from '@/lib/claims/holder';
import {
  forgetHolder,
  forgetProof,
  readHolderToken,
  readProofToken,
  writeHolderToken,
  writeProofToken,
} from '@/lib/claims/holder-cookie';
import { askCodeSchema } from '@/lib/claims/roster/ask-code';
import { checkCodeSchema } from '@/lib/claims/roster/check-code';
import { currentVisit } from '@/lib/platform/current-visit';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';

/** The path of a link's page; the token in the URL is user input. */
const pageOf = (token: string) => `/conference/${encodeURIComponent(token)}`;

/** The path of the form after a code was asked for, which from then on is for the person who asked. */
const formOf = (token: string, as: ClaimAs) => `${pageOf(token)}?claim=${as === 'same' ? as : 'another-proving'}`;

type State = FormState<ClaimStep>;

export async function claimSessionsAction(token: string, as: ClaimAs, _before: State, form: FormData): Promise<State> {
  answerInPrivate();
  return submitForm(form, sessionsSchema, async (values): Promise<ClaimStep> => {
    const cookie = await readHolderToken();
    const holder = holderToken(cookie, textOf(values, 'requestKey'));
    const step = await claimSessions(await currentVisit(), { token, holder, proof: await readProofToken(), values });
    // Before anything is claimed: a cookie that is set together with the results would refresh the page and replace them by
    // the certificates. They are found with it also when some sessions failed.
    if (step.step === 'done' || (step.step !== 'choose' && cookie === null)) await writeHolderToken(holder);
    if (step.step !== 'done') return step;
    // What another person proved is not for the next one with this device.
    if (as === 'another-proving') await forgetProof();
    redirect(pageOf(token));
  });
}

export async function askConferenceCodeAction(
  token: string,
  as: ClaimAs,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, askCodeSchema, async ({ address }) => {
    await writeProofToken(await askConferenceCode(await currentVisit(), { token, address }));
    redirect(formOf(token, as));
  });
}

export async function checkConferenceCodeAction(
  token: string,
  as: ClaimAs,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, checkCodeSchema, async ({ code }) => {
    await checkConferenceCode(await currentVisit(), { token, code, proof: await readProofToken() });
    redirect(formOf(token, as));
  });
}

export async function mailConferenceAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, mailConferenceSchema, async (input) => {
    await mailOwnConference(await currentVisit(), { ...input, token, holder: await readHolderToken() });
    redirect(pageOf(token));
  });
}

/** Leaves nothing behind on a shared device. */
export async function forgetConferenceAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, z.object({}), async () => {
    await forgetHolder();
    await forgetCheckIn();
    redirect(pageOf(token));
  });
}
