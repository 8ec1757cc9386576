'use server';

import { redirect } from 'next/navigation';
import type { ReportFormState } from '@/components/report-form';
import { parseEventId } from '@/lib/events/event-id';
import { reportForProvider, reportForProviderSchema } from '@/lib/events/report-certificates';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function reportForProviderAction(
  eventId: string,
  _before: ReportFormState,
  form: FormData,
): Promise<ReportFormState> {
  return submitForm(form, reportForProviderSchema, async (input) => {
    const outcome = await reportForProvider(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    if (outcome.kind !== 'recorded') return outcome;
    redirect(`/admin/events/${eventId}?saved=count`);
  });
}
