'use server';

import { redirect } from 'next/navigation';
import type { CountsFormState } from '@/components/counts/counts-form';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { manyReportsSchema, reportManyCounts } from '@/lib/events/report-many';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function recordConferenceCountsAction(
  conferenceId: string,
  _before: CountsFormState,
  form: FormData,
): Promise<CountsFormState> {
  return submitForm(form, manyReportsSchema, async (input) => {
    const outcome = await reportManyCounts(await requireContext(), input);
    if (outcome.open.length > 0) return outcome;
    redirect(`/conferences/${parseConferenceId(conferenceId)}?recorded=${outcome.recorded.length}`);
  });
}
