'use server';

import { redirect } from 'next/navigation';
import type { CountsFormState } from '@/components/counts/counts-form';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { manyReportsSchema } from '@/lib/events/report-many';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';
import { recordConferenceCounts } from '@/lib/whole-conference/record-counts';

export async function recordConferenceCountsAction(
  conferenceId: string,
  _before: CountsFormState,
  form: FormData,
): Promise<CountsFormState> {
  return submitForm(form, manyReportsSchema, async (input) => {
    const id = parseConferenceId(conferenceId);
    const outcome = await recordConferenceCounts(await requireContext(), { ...input, conferenceId: id });
    if (outcome.open.length > 0) return outcome;
    redirect(`/conferences/${id}?recorded=${outcome.recorded.length}`);
  });
}
