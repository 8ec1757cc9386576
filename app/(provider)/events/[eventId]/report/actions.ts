'use server';

import { redirect } from 'next/navigation';
import type { ReportFormState } from '@/components/report-form';
import { parseEventId } from '@/lib/events/event-id';
import { reportCertificates, reportSchema } from '@/lib/events/report-certificates';
import { submitForm } from '@/lib/platform/forms/submit-form';
import { requireContext } from '@/lib/users/context';

export async function reportAction(
  eventId: string,
  _before: ReportFormState,
  form: FormData,
): Promise<ReportFormState> {
  return submitForm(form, reportSchema, async (input) => {
    const outcome = await reportCertificates(await requireContext(), { ...input, eventId: parseEventId(eventId) });
    if (outcome.kind !== 'recorded') return outcome;
    redirect(`/events/${eventId}?saved=count`);
  });
}
