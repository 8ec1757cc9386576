'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { answerInPrivate } from '@/app/_edges/link-page';
import { claimSchema, rosterClaimSchema } from '@/lib/claims/claim-input';
import { claimThroughLink, whyNotCodeWord } from '@/lib/claims/claim-through-link';
import { holderToken } from '@/lib/claims/holder';
import {
  forgetHolder,
  readHolderToken,
  readProofToken,
  writeHolderToken,
  writeProofToken,
} from '@/lib/claims/holder-cookie';
import { mailOwnCertificate, mailOwnSchema } from '@/lib/claims/mail-own';
import { askCode, askCodeSchema } from '@/lib/claims/roster/ask-code';
import { checkCode, checkCodeSchema } from '@/lib/claims/roster/check-code';
import { claimRosterLine } from '@/lib/claims/roster/claim-line';
import { currentVisit } from '@/lib/platform/current-visit';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { whatLinkAsks } from '@/lib/share-links/what-link-asks';

/** The path of a link's page; the token in the URL is user input. */
const pageOf = (token: string) => `/certificate/${encodeURIComponent(token)}`;

const askedBy = (token: string) => async () => {
  const visit = await currentVisit();
  return {
    ...(await whatLinkAsks(visit, token)),
    whyNotCodeWord: (typed: string) => whyNotCodeWord(visit, token, typed),
  };
};

export async function claimAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, claimSchema(askedBy(token)), async (input) => {
    const holder = holderToken(await readHolderToken(), input.requestKey);
    await claimThroughLink(await currentVisit(), { ...input, token, holder });
    await writeHolderToken(holder);
    redirect(pageOf(token));
  });
}

/**
 * Sends the code to roster members: they enter the address first, then the code sent there, then choose their own line.
 */
export async function askCodeAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, askCodeSchema, async ({ address }) => {
    await writeProofToken(await askCode(await currentVisit(), { token, address }));
    redirect(`${pageOf(token)}?another=1`);
  });
}

export async function checkCodeAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, checkCodeSchema, async ({ code }) => {
    await checkCode(await currentVisit(), { token, code, proof: await readProofToken() });
    redirect(`${pageOf(token)}?another=1`);
  });
}

export async function claimLineAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, rosterClaimSchema(askedBy(token)), async (input) => {
    const holder = holderToken(await readHolderToken(), input.requestKey);
    await claimRosterLine(await currentVisit(), { ...input, token, holder, proof: await readProofToken() });
    await writeHolderToken(holder);
    redirect(pageOf(token));
  });
}

export async function mailOwnAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, mailOwnSchema, async (input) => {
    await mailOwnCertificate(await currentVisit(), { ...input, token, holder: await readHolderToken() });
    redirect(pageOf(token));
  });
}

/** Leaves nothing behind on a shared device. */
export async function forgetDeviceAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, z.object({}), async () => {
    await forgetHolder();
    redirect(pageOf(token));
  });
}
