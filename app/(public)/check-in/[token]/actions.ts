'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { answerInPrivate } from '@/app/_edges/link-page';
import { checkIn, checkInAgainSchema, checkInSchema } from '@/lib/attendees/check-in/check-in';
import { forgetCheckIn, readCheckIn, writeCheckIn } from '@/lib/attendees/check-in/check-in-cookie';
import { currentVisit } from '@/lib/platform/current-visit';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';

/** The path of a code's page; the token in the URL is user input. */
const pageOf = (token: string) => `/check-in/${encodeURIComponent(token)}`;

export async function checkInAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, checkInSchema, async ({ name, email, ...input }) => {
    const visit = await currentVisit();
    const remembered = await readCheckIn();
    await writeCheckIn(await checkIn(visit, { ...input, token, who: { name, email }, remembered }));
    redirect(pageOf(token));
  });
}

export async function checkInAgainAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, checkInAgainSchema, async (input) => {
    const visit = await currentVisit();
    await writeCheckIn(await checkIn(visit, { ...input, token, who: null, remembered: await readCheckIn() }));
    redirect(pageOf(token));
  });
}

/** Leaves nothing behind on a phone that several people use. */
export async function someoneElseAction(token: string, _before: FormState, form: FormData): Promise<FormState> {
  answerInPrivate();
  return submitForm(form, z.object({}), async () => {
    await forgetCheckIn();
    redirect(pageOf(token));
  });
}
