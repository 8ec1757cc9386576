'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { countSessions, countSessionsSchema } from '@/lib/conference-roster/attendance/count-sessions';
import { openConferenceCodes } from '@/lib/conference-roster/check-in';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { FormState } from '@/lib/platform/forms/form-values';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function openConferenceCodesAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, z.object({}), async () => {
    await openConferenceCodes(await requireContext(), parseConferenceId(conferenceId));
    redirect(`/conferences/${conferenceId}/check-in`);
  });
}

export async function countSessionsAction(
  conferenceId: string,
  _before: FormState,
  form: FormData,
): Promise<FormState> {
  return submitForm(form, countSessionsSchema, async () => {
    const { sessions, people } = await countSessions(await requireContext(), parseConferenceId(conferenceId));
    redirect(`/conferences/${conferenceId}/check-in?counted=${sessions}&people=${people}`);
  });
}
