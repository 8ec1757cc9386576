'use server';

import { redirect } from 'next/navigation';
import type { CountsFormState } from '@/components/counts/counts-form';
import { manyReportsSchema, reportManyCounts } from '@/lib/events/report-many';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { noteFormRefused } from '@/lib/platform/request-scope';
import { requireContext } from '@/lib/users/context';

export async function recordCountsAction(_before: CountsFormState, form: FormData): Promise<CountsFormState> {
  return submitForm(form, manyReportsSchema, async (input) => {
    const outcome = await reportManyCounts(await requireContext(), input);
    if (outcome.open.length > 0) {
      noteFormRefused();
      return outcome;
    }
    redirect(`/events/counts?recorded=${outcome.recorded.length}`);
  });
}
